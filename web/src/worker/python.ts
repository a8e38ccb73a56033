// Python in this worker, with Plumbline's own packages.
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import lockFile from "../../node_modules/pyodide/pyodide-lock.json";
import type { Database } from "./database";
import type { Tell } from "./messages";
import { PARTS, type Parts } from "./parts";

/** What src/plumbline/browser/api.py offers. */
export interface PageApi {
  answer(
    call: string,
    given: string,
    content: Uint8Array | undefined,
  ): string | { toJs(): Uint8Array; destroy(): void };
}

/** Starts Python and the API in it. */
export async function openApi(parts: Parts, database: Promise<Database>, tell: Tell): Promise<PageApi> {
  const python: PyodideAPI = await loadPyodide({
    createPyodideModule,
    indexURL: PARTS,
    lockFileContents: JSON.stringify({ ...lockFile, packages: {} }),
    stdLibURL: `${PARTS}python_stdlib.zip`,
  } as Parameters<typeof loadPyodide>[0]);
  python.unpackArchive(parts["plumbline.tar.gz"] as ArrayBuffer, "gztar", { extractDir: "/packages" });
  python.runPython("import sys; sys.path.insert(0, '/packages')");
  const api = python.pyimport("plumbline.browser.api");
  const postcodes = parts["postcodes.bin"];
  return api.PageApi(await database, tell, postcodes ? new Uint8Array(postcodes) : undefined) as PageApi;
}
