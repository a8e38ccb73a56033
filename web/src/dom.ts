// Making and finding elements. Text is always set as text, so no value of a file can become markup.

type Child = Node | string | undefined | false;

/** A new element with attributes and children; an attribute that is undefined or false is left out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/** The element of index.html with an id. */
export function by<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no ${id}`);
  return found as Kind;
}

/** A button that looks like a link. */
export function linkButton(words: string, about: string, press: () => void): HTMLButtonElement {
  const button = make("button", { type: "button", class: "as-link", "aria-label": about }, words);
  button.addEventListener("click", press);
  return button;
}

/** Says something to screen readers; what is said twice in a row is heard twice. */
export function announce(words: string): void {
  const place = by("announce");
  place.textContent = place.textContent === words ? `${words}\u00a0` : words;
}

/** Lets the browser save a file. */
export function save(name: string, content: BlobPart, type = "application/octet-stream"): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const count = (number: number): string => number.toLocaleString("en-GB");

/** A number with its noun: 1 error, 2 errors. */
export const several = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;
