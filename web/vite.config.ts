import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const packaged = (path: string): string => at(`node_modules/${path}`);

/** The engines as the page loads them: WebAssembly compressed, for a plain file host compresses nothing. */
function engines(): Plugin {
  return {
    name: "engines",
    apply: "build",
    async closeBundle() {
      const out = at("dist/engines/");
      mkdirSync(out, { recursive: true });
      const zipped = async (from: string, name: string): Promise<void> =>
        pipeline(createReadStream(packaged(from)), createGzip({ level: 9 }), createWriteStream(`${out}${name}.gz`));
      await Promise.all([
        zipped("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm", "duckdb-eh.wasm"),
        zipped("pyodide/pyodide.asm.wasm", "pyodide.asm.wasm"),
        copyFile(packaged("pyodide/python_stdlib.zip"), `${out}python_stdlib.zip`),
      ]);
    },
  };
}

/** Puts the project's NOTICE and LICENSE into the page, as text. */
function notice(): Plugin {
  const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return {
    name: "notice",
    async transformIndexHtml(html) {
      const texts = await Promise.all(["NOTICE", "LICENSE"].map((name) => readFile(at(`../${name}`), "utf-8")));
      return html.replace("%NOTICE%", () => escaped(texts.join("\n\n")));
    },
  };
}

/** Pyodide's code names its WebAssembly by a URL of its own; the page loads the compressed one instead. */
function withoutSecondCopies(): Plugin {
  return {
    name: "without-second-copies",
    generateBundle(_, bundle) {
      for (const name of Object.keys(bundle)) if (name.endsWith(".wasm")) delete bundle[name];
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [notice(), engines()],
  resolve: { alias: { "duckdb-blocking": packaged("@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs") } },
  // one file, of a name that src/plumbline/hosting/single_file.py knows; no module, for a page opened from a drive may
  // start none
  worker: {
    format: "iife",
    plugins: () => [withoutSecondCopies()],
    rollupOptions: { output: { inlineDynamicImports: true, entryFileNames: "assets/worker-[hash].js" } },
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: at("index.html"), sw: at("src/sw.ts") },
      output: { entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js") },
    },
  },
});
