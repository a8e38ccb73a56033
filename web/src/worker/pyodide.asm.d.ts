// Pyodide's package declares no types for the module that its own loader fetches; here it is bundled instead.
declare module "pyodide/pyodide.asm.mjs" {
  const createPyodideModule: (settings: unknown) => Promise<unknown>;
  export default createPyodideModule;
}
