// What is being done: one bar for everything that takes a while, with its progress and a button to stop it.
import { Problem, Stopped } from "./api";
import { announce, by } from "./dom";
import type { Tell } from "./worker/messages";

let stop: () => void = () => {};
let under = 0;

/** Says who stops what is being done. */
export function stopsBy(doing: () => void): void {
  stop = doing;
  by("cancel").addEventListener("click", () => stop());
}

/** Progress on the bar and in words. */
export const tell: Tell = (words, share) => {
  by("progress-words").textContent = words;
  by<HTMLProgressElement>("progress-bar").value = share;
};

/** Does something that takes a while. What can't be done is shown in `box`; undefined if so, and where it was stopped. */
export async function during<Answer>(
  words: string,
  box: ProblemBox,
  doing: () => Promise<Answer>,
): Promise<Answer | undefined> {
  box.clear();
  begin(words);
  try {
    return await doing();
  } catch (problem) {
    if (!(problem instanceof Stopped)) box.show((problem as Error).message);
    if (!(problem instanceof Problem)) console.error(problem);
    return undefined;
  } finally {
    end();
  }
}

/** Does it while a button waits: a second press does nothing, and the keyboard stays where it is. */
export async function whileBusy(button: HTMLElement, doing: () => Promise<unknown>): Promise<void> {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  button.ariaDisabled = "true";
  try {
    await doing();
  } finally {
    button.ariaBusy = null;
    button.ariaDisabled = null;
  }
}

function begin(words: string): void {
  under += 1;
  tell(words, 0);
  by("activity").hidden = false;
}

function end(): void {
  under -= 1;
  if (under === 0) by("activity").hidden = true;
}

/** A box that says what can't be done, until that changes. */
export class ProblemBox {
  private readonly element: HTMLElement;
  private readonly title: string;

  constructor(id: string, title: string) {
    this.element = by(id);
    this.title = title;
  }

  show(words: string, ...more: Node[]): void {
    const [title, said] = [document.createElement("h2"), document.createElement("p")];
    title.textContent = this.title;
    said.textContent = words;
    this.element.replaceChildren(title, said, ...more);
    this.element.hidden = false;
    this.element.focus();
    announce(words);
  }

  clear(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
