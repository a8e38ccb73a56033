// The page without a network: its service worker, src/sw.ts.

const PATIENCE = 3000;

/** Keeps what is fetched from now on for use without a network; false where the page is not served or may not keep it. */
export async function registerOffline(): Promise<boolean> {
  if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) return false;
  const worker = navigator.serviceWorker;
  try {
    await worker.register("./sw.js");
  } catch {
    return false;
  }
  return worker.controller !== null || Promise.race([taken(worker), patience()]);
}

/** The first visit's service worker has taken the page over. */
function taken(worker: ServiceWorkerContainer): Promise<boolean> {
  return new Promise((resolve) => worker.addEventListener("controllerchange", () => resolve(true), { once: true }));
}

function patience(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE));
}
