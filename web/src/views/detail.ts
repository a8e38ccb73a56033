// One finding: what is wrong, all that it is about, why it matters, what to do, and what is said of it.
import type { FindingShown, Mark } from "../answers";
import { by, make } from "../dom";
import type { Finding } from "../result";
import { marking } from "./marking";
import { evidence } from "./record";

interface Detail {
  mark: Mark | undefined;
  /** Hears what the person says of it, undefined for nothing. */
  marked(mark: Mark | undefined): void;
  /** All that it is about. */
  about(): Promise<FindingShown>;
}

/** Shows a finding, at once what the page has of it, then what Python adds. */
export async function showDetail(one: Finding, { mark, marked, about }: Detail): Promise<void> {
  const place = make("div", { class: "evidence", "data-testid": "evidence" });
  const where = `Child ${one.child || "(blank)"}, ${one.table.title}, line ${one.line} of ${one.file}.`;
  by("detail").replaceChildren(
    make("h3", {}, `${one.rule.code}: ${one.rule.title}`),
    make("p", {}, where),
    make("p", { "data-testid": "fix" }, make("strong", {}, "What to do: "), one.rule.fix),
    make("p", {}, make("strong", {}, "Why it matters: "), one.rule.why),
    place,
    marking("mark", mark, marked),
  );
  try {
    const found = await about();
    if (place.isConnected) place.replaceChildren(...evidence(found));
  } catch (problem) {
    place.replaceChildren(make("p", {}, (problem as Error).message));
  }
}

export function showNothing(words: string): void {
  by("detail").replaceChildren(make("p", {}, words));
}
