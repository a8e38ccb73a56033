// What the browser keeps from one check to the next, only for a person who asked for it.
import type { Marked } from "./answers";

const NAME = "plumbline";
const STORE = "kept";

/** What is kept for a council and year; nothing where nothing is, or where the browser keeps nothing. */
export async function kept(of: string): Promise<Marked | undefined> {
  try {
    return await inStore("readonly", (store) => store.get(of) as IDBRequest<Marked | undefined>);
  } catch {
    return undefined;
  }
}

/** Keeps it; whether the browser let it. */
export async function keep(of: string, what: Marked): Promise<boolean> {
  try {
    await inStore("readwrite", (store) => store.put(what, of));
    return true;
  } catch {
    return false;
  }
}

/** Forgets everything that was ever kept. */
export function forgetAll(): Promise<void> {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
}

async function inStore<Answer>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await settled(opening(mode));
  try {
    return await settled(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Opens the browser's store; for reading alone none is made where there is none. */
function opening(mode: IDBTransactionMode): IDBOpenDBRequest {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    if (mode === "readonly") asked.transaction?.abort();
    else asked.result.createObjectStore(STORE);
  };
  return asked;
}

function settled<Answer>(asked: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}
