// DuckDB in this worker, as src/plumbline/browser/engine.py asks for it: every call answers before it returns.
import { DataType, type Table, type Vector } from "apache-arrow";
import { BROWSER_RUNTIME, createDuckDB, type DuckDBBindings, VoidLogger } from "duckdb-blocking";

export interface Database {
  renew(): void;
  query(sql: string): string;
  put(name: string, content: { toJs(): Uint8Array; destroy(): void }): void;
  forget_files(): void;
}

/** Starts DuckDB; its WebAssembly is fetched under the name given. */
export async function openDatabase(wasm: string): Promise<Database> {
  const one = { mainModule: wasm, mainWorker: "" };
  const bindings = await createDuckDB({ mvp: one, eh: one }, new VoidLogger(), BROWSER_RUNTIME);
  await bindings.instantiate(() => {});
  return database(bindings);
}

function database(bindings: DuckDBBindings): Database {
  let connection = bindings.connect();
  let files: string[] = [];
  const forgetFiles = (): void => {
    bindings.dropFiles(files);
    files = [];
  };
  return {
    renew() {
      connection.close();
      forgetFiles();
      bindings.reset();
      connection = bindings.connect();
    },
    query(sql) {
      try {
        return answer(connection.query(sql));
      } catch (problem) {
        const error = problem instanceof Error ? problem.message : String(problem);
        return JSON.stringify({ error, kind: error.split(":", 1)[0] });
      }
    },
    put(name, content) {
      bindings.registerFileBuffer(name, content.toJs());
      content.destroy();
      files.push(name);
    },
    forget_files: forgetFiles,
  };
}

function answer(table: Table): string {
  const columns = table.schema.fields.map((_, at) => json(table.getChildAt(at)));
  const days = table.schema.fields.flatMap((field, at) => (isDay(field.type) ? [at] : []));
  return `{"columns":[${columns.join(",")}],"days":${JSON.stringify(days)}}`;
}

/** A column as a JSON array; whole numbers of any size keep every digit, days count from 1970. */
function json(column: Vector | null): string {
  if (column === null) return "[]";
  const type: DataType = column.type;
  const read = isDay(type)
    ? (value: unknown) => Number(value) / 86_400_000
    : DataType.isDecimal(type)
      ? (value: unknown) => decimal(value as Uint32Array, type.scale)
      : (value: unknown) => value;
  const parts: string[] = [];
  for (const value of column) parts.push(one(value === null ? value : read(value)));
  return `[${parts.join(",")}]`;
}

/** Whether a column holds days: as such, or as the midnights that DuckDB makes of a day and an interval. */
function isDay(type: DataType): boolean {
  return DataType.isDate(type) || DataType.isTimestamp(type);
}

/** A decimal, which is what Arrow makes of a sum of whole numbers: 32 bits after 32 bits, the lowest first. */
function decimal(words: Uint32Array, scale: number): bigint | number {
  const raw = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const whole = BigInt.asIntN(32 * words.length, raw);
  return scale === 0 ? whole : Number(whole) / 10 ** scale;
}

function one(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  return `[${Array.from(value as Iterable<unknown>, one).join(",")}]`;
}
