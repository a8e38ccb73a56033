// A list of any length of which only the rows in view exist: a listbox for keyboard and screen reader.
import { make } from "../dom";

export interface Item {
  head: string;
  more: string;
  /** Between 0 and 1: a bar is drawn. */
  share?: number;
}

export interface ListOptions {
  label: string;
  item(at: number): Item;
  /** The person stopped at an item, by arrow or by pointer. */
  choose(at: number): void;
  /** The person pressed Enter on an item, or pointed at it. */
  open?(at: number): void;
}

/** Of an item, in rem: as in style.css. */
const HEIGHT = 5;

let lists = 0;

export class List {
  readonly element: HTMLElement;
  private readonly space = make("div", { class: "list__space", role: "presentation" });
  private readonly id = `list-${++lists}`;
  private readonly options: ListOptions;
  private length = 0;
  private current = -1;
  private height = 0;

  constructor(options: ListOptions) {
    this.options = options;
    const attributes = { class: "list", role: "listbox", tabindex: 0, "aria-label": options.label };
    this.element = make("div", attributes, this.space);
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("click", (event) => this.click(event));
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  /** Shows so many items, from the top. */
  show(length: number, chosen = -1): void {
    this.length = length;
    this.current = chosen;
    this.element.scrollTop = 0;
    this.measure();
    if (chosen >= 0) this.reveal();
  }

  /** Draws again what has changed in the items. */
  refresh(): void {
    this.space.replaceChildren();
    this.draw();
  }

  private measure(): void {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.height = HEIGHT * size;
    this.space.style.height = `${this.length * this.height}px`;
    this.refresh();
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.element.scrollTop / this.height) - 3);
    const last = Math.min(this.length, first + Math.ceil(this.element.clientHeight / this.height) + 6);
    const there = new Map(Array.from(this.space.children, (row) => [Number((row as HTMLElement).dataset.at), row]));
    for (const [at, row] of there) if (at < first || at >= last) row.remove();
    for (let at = first; at < last; at++) if (!there.has(at)) this.space.append(this.row(at));
    if (this.current >= first && this.current < last) {
      this.element.setAttribute("aria-activedescendant", `${this.id}-${this.current}`);
    } else this.element.removeAttribute("aria-activedescendant");
  }

  private row(at: number): HTMLElement {
    const item = this.options.item(at);
    const chosen = at === this.current;
    const bar = item.share === undefined ? undefined : make("span", { class: "bar", "aria-hidden": "true" });
    if (bar) bar.style.width = `${Math.max(0.5, (item.share ?? 0) * 100)}%`;
    const row = make(
      "div",
      {
        class: "list__item", role: "option", id: `${this.id}-${at}`, "data-at": at, "data-current": chosen,
        "aria-selected": String(chosen), "aria-posinset": at + 1, "aria-setsize": this.length,
      }, // biome-ignore format: one line each would hide the row
      make("span", { class: "list__head" }, item.head),
      make("span", { class: "list__more" }, item.more),
      bar,
    );
    row.style.top = `${at * this.height}px`;
    return row;
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.height) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.length,
      End: this.length,
    };
    const step = steps[event.key];
    if (step !== undefined && this.length) {
      event.preventDefault();
      this.goTo(Math.min(this.length - 1, Math.max(0, this.current + step)));
    } else if ((event.key === "Enter" || event.key === " ") && this.current >= 0) {
      event.preventDefault();
      this.options.open?.(this.current);
    }
  }

  private click(event: Event): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-at]");
    if (row === null) return;
    this.goTo(Number(row.dataset.at));
    this.options.open?.(this.current);
  }

  private goTo(at: number): void {
    this.current = at;
    this.reveal();
    this.refresh();
    this.options.choose(at);
  }

  private reveal(): void {
    const top = this.current * this.height;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    const bottom = top + this.height - this.element.clientHeight;
    if (bottom > this.element.scrollTop) this.element.scrollTop = bottom;
  }
}
