// Keeps the page for use without a network: its shell when first visited, each part when first fetched. Nothing of a
// person's is ever here: only what the page itself is made of.
export type {};

declare const self: ServiceWorkerGlobalScope;
/** Written above this by src/plumbline/hosting/page.py: another edition is another service worker. */
declare const PAGE: { edition: string; shell: string[]; parts: string[] };

const SHELL = `plumbline-shell-${PAGE.edition}`;
/** Parts are named after their content, so the next edition finds those it shares. */
const PARTS = "plumbline-parts";

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (PAGE.shell.includes(name)) event.respondWith(fromShell(name, event.request));
  else if (PAGE.parts.includes(name)) event.respondWith(fromParts(event.request));
});

async function keepShell(): Promise<void> {
  const cache = await caches.open(SHELL);
  await cache.addAll(PAGE.shell.map((name) => new Request(name, { cache: "reload" })));
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("plumbline-") && name !== SHELL && name !== PARTS);
  await Promise.all(old.map((name) => caches.delete(name)));
  const parts = await caches.open(PARTS);
  const unused = (await parts.keys()).filter((request) => !PAGE.parts.includes(nameOf(request)));
  await Promise.all(unused.map((request) => parts.delete(request)));
}

async function fromShell(name: string, request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  return (await cache.match(name)) ?? fetch(request);
}

async function fromParts(request: Request): Promise<Response> {
  const cache = await caches.open(PARTS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) await cache.put(request, fetched.clone());
  return fetched;
}

/** The path within the page; what belongs to another place has none that the page knows. */
function nameOf({ method, url }: Request): string {
  const scope = self.registration.scope;
  const { origin, pathname } = new URL(url);
  const path = origin + pathname;
  return method === "GET" && path.startsWith(scope) ? path.slice(scope.length) || "index.html" : "//";
}
