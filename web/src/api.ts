// The page's side of src/plumbline/browser/api.py: one question after another to the worker, which can be stopped.
import type { Answers } from "./answers";
import type { FromWorker, Tell, ToWorker } from "./worker/messages";
import type { Parts } from "./worker/parts";

/** What can't be done, in words for the person. */
export class Problem extends Error {}

/** It was stopped by the person. */
export class Stopped extends Problem {}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export class PageApi {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  readonly ready: Promise<void>;
  /** Why nothing is answered any more: it was stopped, or an engine failed. */
  private ended: Problem | undefined;

  constructor(start: () => Worker, parts: Parts, tell: Tell) {
    this.worker = start();
    this.ready = new Promise((resolve, reject) => {
      const fail = (words: string): void => {
        this.end(new Problem(words));
        reject(new Problem(words));
      };
      this.worker.onerror = (event) => fail(event.message);
      this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === "ready") resolve();
        else if (data.kind === "broken") fail(data.words);
        else if (data.kind === "progress") tell(data.words, data.share);
        else this.settle(data);
      };
    });
    this.post({ kind: "start", parts });
  }

  /** Asks; what can't be done is a Problem. */
  ask<Call extends keyof Answers>(call: Call, given: object = {}, content?: ArrayBuffer): Promise<Answers[Call]> {
    if (this.ended) return Promise.reject(this.ended);
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.post({ kind: "call", id, call, given, ...(content && { content }) }, content ? [content] : []);
    });
  }

  /** Whether an engine has failed, so that another API is needed. */
  get broken(): boolean {
    return this.ended !== undefined && !(this.ended instanceof Stopped);
  }

  /** Stops whatever is being done; the API is of no use afterwards. */
  stop(): void {
    this.worker.terminate();
    this.end(new Stopped("Stopped."));
  }

  private end(why: Problem): void {
    this.ended = why;
    for (const { reject } of this.waiting.values()) reject(why);
    this.waiting.clear();
  }

  private settle(data: FromWorker & { kind: "answer" | "bytes" }): void {
    const waiting = this.waiting.get(data.id);
    this.waiting.delete(data.id);
    if (data.kind === "bytes") {
      waiting?.resolve(data.bytes);
      return;
    }
    const answer = JSON.parse(data.answer) as { problem?: string };
    if (answer.problem === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Problem(answer.problem));
  }

  private post(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}
