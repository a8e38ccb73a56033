// Which view is shown, by the part of the address after #: the browser's own back and forward work.
import { by } from "./dom";

const VIEWS = Array.from(document.querySelectorAll<HTMLElement>("[data-view]"));
const LINKS = Array.from(document.querySelectorAll<HTMLAnchorElement>(".nav a"));

export function goTo(view: string): void {
  if (location.hash === `#${view}`) show();
  else location.hash = view;
}

export function followAddress(): void {
  addEventListener("hashchange", show);
  by("skip").addEventListener("click", (event) => {
    event.preventDefault();
    by("main").focus();
  });
  show(false);
}

function show(moved: unknown = true): void {
  const wanted = location.hash.slice(1);
  const view = VIEWS.find((one) => one.dataset.view === wanted) ?? VIEWS[0];
  for (const one of VIEWS) one.hidden = one !== view;
  for (const link of LINKS) {
    const current = link.getAttribute("href") === `#${view?.dataset.view}`;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const title = view?.querySelector("h1");
  document.title = `${title?.textContent} - Plumbline`;
  if (!moved) return;
  scrollTo(0, 0);
  title?.focus({ preventScroll: true });
}
