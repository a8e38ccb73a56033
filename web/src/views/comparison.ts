// A comparison as src/plumbline/browser/comparing.py gives it, all of it in words already.
import type { ComparisonShown, DistinctiveRule, OfVerdict } from "../answers";
import { by, make, several } from "../dom";

export function showComparison(comparison: ComparisonShown): void {
  by("comparison").replaceChildren(
    make("h2", { "data-testid": "comparison-sentence" }, comparison.sentence),
    make("p", {}, comparison.about),
    ...comparison.distinctive.map(distinctive),
    ...comparison.others.map(others),
    ...[listed("Not comparable", comparison.not_comparable)].filter((one) => one !== undefined),
  );
}

function distinctive(rule: DistinctiveRule): HTMLElement {
  return make(
    "article",
    { class: "panel", "data-testid": "distinctive" },
    make("h3", {}, `${rule.code}: ${rule.title} `, make("strong", { class: "chip" }, rule.verdict)),
    ...rule.said.map((words) => make("p", {}, words)),
    make("p", {}, make("strong", {}, "What to do: "), rule.fix),
    listed("What others did about it", rule.solutions),
    listed("Whom to call", rule.calls),
  );
}

function others({ verdict, rules }: OfVerdict): HTMLElement {
  const lines = rules.map((rule) => make("li", {}, `${rule.code}: ${rule.title}. ${rule.said}`));
  const words = make("summary", {}, `${verdict}: ${several(rules.length, "rule")}`);
  return make("details", {}, words, make("ul", { class: "inside" }, ...lines));
}

function listed(title: string, lines: string[]): HTMLElement | undefined {
  if (lines.length === 0) return undefined;
  return make("div", {}, make("h4", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, line))));
}
