// Python in this worker, with Plumbline's own packages.
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import lockFile from "../../node_modules/pyodide/pyodide-lock.json";
import type { Database } from "./database";
import type { Tell } from "./messages";
import { PARTS, type Parts } from "./parts";

/** What src/plumbline/browser/desk.py offers. */
export interface Desk {
  answer(
    call: string,
    given: string,
    content: Uint8Array | undefined,
  ): string | { toJs(): Uint8Array; destroy(): void };
}

/** Starts Python and lays out the desk. */
export async function openDesk(parts: Parts, database: Promise<Database>, tell: Tell): Promise<Desk> {
  const python: PyodideAPI = await loadPyodide({
    createPyodideModule,
    indexURL: PARTS,
    lockFileContents: JSON.stringify({ ...lockFile, packages: {} }),
    stdLibURL: `${PARTS}python_stdlib.zip`,
  } as Parameters<typeof loadPyodide>[0]);
  python.unpackArchive(parts["plumbline.tar.gz"] as ArrayBuffer, "gztar", { extractDir: "/packages" });
  python.runPython("import sys; sys.path.insert(0, '/packages')");
  const desk = python.pyimport("plumbline.browser.desk");
  const postcodes = parts["postcodes.bin"];
  return desk.Desk(await database, tell, postcodes ? new Uint8Array(postcodes) : undefined) as Desk;
}
