// Where a rule's findings concentrate, and what can be saved of it.
import { during, type ProblemBox } from "../activity";
import type { Bar } from "../answers";
import { make } from "../dom";
import type { Engines } from "../engines";
import { saveButton } from "./saving";

/** A part of the page that tells it of one rule when asked. */
export function whyPart(engines: Engines, code: string, box: ProblemBox): HTMLElement {
  const said = make("div", { "data-testid": "why-said" });
  const part = make(
    "details",
    {},
    make("summary", { "data-testid": "why" }, `Where findings of ${code} concentrate`),
    said,
  );
  part.addEventListener("toggle", async () => {
    if (!part.open || said.childElementCount) return;
    const found = await during("Looking where they concentrate", box, async () =>
      (await engines.api).ask("why", { code }),
    );
    if (found === undefined) return;
    const [first, ...rest] = found.sentences;
    said.replaceChildren(
      make("p", {}, first),
      make("ul", {}, ...rest.map((sentence) => make("li", {}, sentence))),
      ...found.bars.map(bar),
      make("p", {}, `Flagged: ${found.places}.`),
      make(
        "p",
        {},
        saveButton(engines, box, { file: "why.html", words: "Save as a page", handle: "why" }, () => ({ code })),
      ),
    );
  });
  return part;
}

/** The share of those flagged over the share of those checked, as lengths and in words. */
function bar({ label, of_flagged, of_checked }: Bar): HTMLElement {
  const words = `${percent(of_flagged)} of those flagged, ${percent(of_checked)} of those checked`;
  const line = (share: number, kind: string): HTMLElement => {
    const drawn = make("span", { class: `bar ${kind}`, "aria-hidden": "true" });
    drawn.style.width = `${Math.max(0.5, share * 100)}%`;
    return drawn;
  };
  return make(
    "div",
    { class: "compared" },
    make("p", { class: "small" }, make("strong", {}, label), `: ${words}`),
    line(of_flagged, "flagged"),
    line(of_checked, "checked"),
  );
}

const percent = (share: number): string => (share > 0 && share < 0.01 ? "under 1 %" : `${Math.round(share * 100)} %`);
