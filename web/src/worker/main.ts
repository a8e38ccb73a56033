// The worker: starts both engines, then answers one call after another.
import { openDatabase } from "./database";
import type { FromWorker, ToWorker } from "./messages";
import { answerFetchesFrom, PARTS } from "./parts";
import { openApi, type PageApi } from "./python";

const post = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });
const tell = (words: string, share: number): void => post({ kind: "progress", words, share });

let api: Promise<PageApi> | undefined;

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    answerFetchesFrom(data.parts);
    api = openApi(data.parts, openDatabase(`${PARTS}duckdb-eh.wasm`), tell);
    api.then(
      () => post({ kind: "ready" }),
      (problem: unknown) => post({ kind: "broken", words: String(problem) }),
    );
    return;
  }
  if (api === undefined) return;
  try {
    const content = data.content && new Uint8Array(data.content);
    const answer = (await api).answer(data.call, JSON.stringify(data.given), content);
    if (typeof answer === "string") {
      post({ kind: "answer", id: data.id, answer });
      return;
    }
    const bytes = answer.toJs() as Uint8Array<ArrayBuffer>;
    answer.destroy();
    post({ kind: "bytes", id: data.id, bytes }, [bytes.buffer]);
  } catch (problem) {
    post({ kind: "broken", words: `An engine failed (${problem instanceof Error ? problem.name : "unknown"}).` });
  }
};
