// What the page and its worker say to one another.
import type { Parts } from "./parts";

/** Hears what is being done and the share done. */
export type Tell = (words: string, share: number) => void;

export type ToWorker =
  | { kind: "start"; parts: Parts }
  | { kind: "call"; id: number; call: string; given: unknown; content?: ArrayBuffer };

export type FromWorker =
  | { kind: "ready" }
  | { kind: "broken"; words: string }
  | { kind: "progress"; words: string; share: number }
  | { kind: "answer"; id: number; answer: string }
  | { kind: "bytes"; id: number; bytes: Uint8Array<ArrayBuffer> };
