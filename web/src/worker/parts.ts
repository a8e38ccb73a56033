// What the engines are made of comes from the page, whole; this worker fetches nothing from anywhere.

/** The parts by name, each as it was stored; hosts that take .gz for an encoding hand those out unpacked. */
export type Parts = Record<string, ArrayBuffer>;

/** An address of parts: whole, for a worker made of its own text has none that others could be relative to. */
export const PARTS = "part:/";

/** Makes `fetch` answer with these parts and with nothing else. */
export function answerFetchesFrom(parts: Parts): void {
  globalThis.fetch = async (asked) => {
    const url = typeof asked === "string" ? asked : "url" in asked ? asked.url : asked.href;
    const name = url.slice(url.lastIndexOf("/") + 1);
    const stored = parts[name] ?? parts[`${name}.gz`];
    if (stored === undefined) throw new TypeError(`Nothing is fetched from here: ${name}`);
    const body = name in parts || !isZipped(stored) ? new Response(stored).body : unpacked(stored);
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(body, { headers: { "content-type": type } });
  };
}

function isZipped(stored: ArrayBuffer): boolean {
  const [first, second] = new Uint8Array(stored, 0, 2);
  return first === 0x1f && second === 0x8b;
}

function unpacked(stored: ArrayBuffer): ReadableStream {
  return new Blob([stored]).stream().pipeThrough(new DecompressionStream("gzip"));
}
