// What leads a result: what is wrong with the return as a whole, what was noticed while reading, the sentence, and where
// to start; and what was not checked.
import type { Diagnosis, Head, Shown } from "../answers";
import { by, count, make, several } from "../dom";

/** Where the person goes to mend what a diagnosis names. */
export interface Ways {
  repair(): void;
  files(): void;
  year(): void;
}

export function showLead(result: Shown, ways: Ways): void {
  by("results-about").textContent = `${result.collection} · ${several(result.children, "child", "children")}`;
  by("diagnoses").replaceChildren(...diagnoses(result.diagnoses, ways), ...noticed(result));
  showNotChecked(result);
  showReading(result);
  showHead(result.head, result);
}

/** The sentence, and the most frequent error with what to do about it. */
export function showHead(head: Head, { rules }: Shown): void {
  by("results-title").textContent = head.sentence;
  const most = head.summary[0];
  const rule = rules.find((one) => one.code === most?.code);
  by("first").hidden = most === undefined || rule === undefined;
  if (most === undefined || rule === undefined) return;
  by("first").replaceChildren(
    make("p", {}, make("strong", {}, "Start here: "), `rule ${rule.code}, ${most.said}. ${rule.title}.`),
    make("p", {}, make("strong", {}, "What to do: "), rule.fix),
  );
}

function diagnoses(found: Diagnosis[], ways: Ways): HTMLElement[] {
  if (found.length === 0) return [];
  const title = make("h2", {}, found.length === 1 ? "One cause first" : `${found.length} causes first`);
  return [make("div", { class: "panel look" }, title, ...found.map((one) => diagnosis(one, ways)))];
}

function diagnosis(one: Diagnosis, ways: Ways): HTMLElement {
  const explained = one.findings ? make("span", { class: "big" }, count(one.findings)) : undefined;
  const [words, press] = {
    repair: ["Repair copies", ways.repair] as const,
    year: ["Choose the year", ways.year] as const,
    files: ["Change the files", ways.files] as const,
    export: ["Change the files", ways.files] as const,
    none: ["", () => {}] as const,
  }[one.remedy];
  const button = words ? make("button", { class: "btn low", type: "button" }, words) : undefined;
  button?.addEventListener("click", press);
  return make(
    "div",
    { class: "cause", "data-testid": "diagnosis" },
    explained && make("p", {}, explained, ` ${one.findings === 1 ? "finding goes" : "findings go"} with it`),
    make("p", {}, make("strong", {}, one.words), ` ${one.advice}`),
    button && make("p", {}, button),
  );
}

function noticed({ notes }: Shown): HTMLElement[] {
  if (notes.length === 0) return [];
  const lines = notes.map((note) => make("li", {}, [note.file, note.message].filter(Boolean).join(": ")));
  return [make("div", { class: "note warn" }, make("h2", {}, "Noticed while reading"), make("ul", {}, ...lines))];
}

function showNotChecked(result: Shown): void {
  const reasons = result.not_checked.map(({ reason, rules }) => {
    const title = `${reason} ${several(rules.length, "rule")}: ${rules.map((rule) => rule.code).join(", ")}`;
    const lines = rules.map((rule) => make("li", {}, `${rule.code}: ${rule.title}`));
    return make("details", {}, make("summary", {}, title), make("ul", { class: "inside" }, ...lines));
  });
  by("not-checked").replaceChildren(...(reasons.length ? reasons : [make("p", {}, "Every rule was checked.")]));
}

function showReading({ tables }: Shown): void {
  const lines = tables.map(({ title, name, rows, file }) =>
    make("li", {}, `${title} (${name}): ${several(rows, "row")} of ${file}`),
  );
  by("reading").replaceChildren(make("ul", {}, ...lines));
}
