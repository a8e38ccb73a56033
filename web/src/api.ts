// The page's side of src/plumbline/browser/api.py: one question after another to the worker, which can be stopped.
import type { FromWorker, Tell, ToWorker } from "./worker/messages";
import type { Parts } from "./worker/parts";

/** What can't be done, in words for the person. */
export class Problem extends Error {}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export class PageApi {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  readonly ready: Promise<void>;
  /** Whether an engine has failed, so that another API is needed. */
  broken = false;

  constructor(start: () => Worker, parts: Parts, tell: Tell) {
    this.worker = start();
    this.ready = new Promise((resolve, reject) => {
      const fail = (words: string): void => {
        this.broken = true;
        reject(new Problem(words));
        this.refuseAll(words);
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
  ask<Answer>(call: string, given: object = {}, content?: ArrayBuffer): Promise<Answer> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.post({ kind: "call", id, call, given, ...(content && { content }) }, content ? [content] : []);
    });
  }

  /** Stops whatever is being done; the API is of no use afterwards. */
  stop(): void {
    this.worker.terminate();
    this.refuseAll("Stopped.");
  }

  private refuseAll(words: string): void {
    for (const { reject } of this.waiting.values()) reject(new Problem(words));
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
