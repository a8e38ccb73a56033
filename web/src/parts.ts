// Where the parts of the page come from: its own folder, or, in the single file, the page itself.

import HostedWorker from "./worker/main?worker";
import type { Parts } from "./worker/parts";

interface Listed {
  name: string;
  file: string;
  bytes: number;
  for: "engine" | "python" | "postcodes" | "demo";
}

/** What there is to load, known before anything is loaded. */
export interface Catalogue {
  parts: Listed[];
  load(part: Listed, loaded: (bytes: number) => void): Promise<ArrayBuffer>;
  startWorker(): Worker;
}

export async function catalogue(): Promise<Catalogue> {
  const inlined = document.querySelectorAll<HTMLScriptElement>("script[data-part]");
  return inlined.length ? inOneFile(inlined) : hosted();
}

/** Bytes as people read them. */
export const size = (parts: Listed[]): string =>
  `${(parts.reduce((sum, part) => sum + part.bytes, 0) / 1e6).toFixed(1)} MB`;

/** The made-up council's files. */
export async function demoFiles(from: Catalogue): Promise<File[]> {
  const wanted = from.parts.filter((part) => part.for === "demo");
  return Promise.all(wanted.map(async (part) => new File([await from.load(part, () => {})], part.name)));
}

/** The parts that a check needs, by name; without the postcodes where these can't be loaded. */
export async function engineParts(from: Catalogue, tell: (share: number) => void): Promise<Parts> {
  const wanted = from.parts.filter((part) => part.for !== "demo");
  const whole = wanted.reduce((sum, part) => sum + part.bytes, 0);
  let loaded = 0;
  const load = async (part: Listed): Promise<[string, ArrayBuffer][]> => {
    try {
      const content = await from.load(part, (bytes) => {
        loaded += bytes;
        tell(loaded / whole);
      });
      return [[part.name, content]];
    } catch (problem) {
      if (part.for === "postcodes") return [];
      throw problem;
    }
  };
  return Object.fromEntries((await Promise.all(wanted.map(load))).flat());
}

async function hosted(): Promise<Catalogue> {
  const answer = await fetch("parts.json");
  const { parts } = (await answer.json()) as { parts: Listed[] };
  return { parts, load: fetched, startWorker: () => new HostedWorker() };
}

async function fetched(part: Listed, loaded: (bytes: number) => void): Promise<ArrayBuffer> {
  const answer = await fetch(part.file);
  if (!answer.ok || answer.body === null) throw new Error(`${part.file} could not be loaded (${answer.status}).`);
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, onwards) {
      loaded(chunk.byteLength);
      onwards.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(counting)).arrayBuffer();
}

function inOneFile(scripts: Iterable<HTMLScriptElement>): Catalogue {
  const texts = new Map(Array.from(scripts, (script) => [script.dataset.part as string, script]));
  const parts = Array.from(texts, ([name, script]): Listed => {
    const bytes = Math.floor(((script.textContent?.length ?? 0) * 3) / 4);
    return { name, file: name, bytes, for: script.dataset.for as Listed["for"] };
  });
  return {
    parts,
    async load(part, loaded) {
      const content = decoded(texts.get(part.name));
      loaded(part.bytes);
      return content;
    },
    startWorker() {
      const code = decoded(document.querySelector<HTMLScriptElement>("script[data-worker]") ?? undefined);
      return new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    },
  };
}

function decoded(script: HTMLScriptElement | undefined): ArrayBuffer {
  const text = atob((script?.textContent ?? "").trim());
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes.buffer;
}
