// One finding: its row with the blamed cells marked, what is wrong, why it matters, what to do, and what is said of it.
import { by, make } from "../dom";
import { cellsOf, type Finding, type Mark, type Status } from "../result";

const STATUSES: [Status | "", string][] = [
  ["", "Not marked"],
  ["accepted", "Accepted: it is right as it is"],
  ["done", "Done: it has been put right"],
  ["noted", "Noted: a note to ourselves"],
];

/** Shows a finding; `marked` hears what the person says of it, undefined for nothing. */
export function showDetail(one: Finding, mark: Mark | undefined, marked: (mark: Mark | undefined) => void): void {
  by("detail").replaceChildren(
    make("h3", { class: "govuk-heading-s" }, `${one.rule.code}: ${one.rule.title}`),
    make(
      "p",
      { class: "govuk-body" },
      `Child ${one.child || "(blank)"}, ${one.table.name}, line ${one.line} of ${one.file}.`,
    ),
    row(one),
    make("h4", { class: "govuk-heading-s" }, "What to do"),
    make("p", { class: "govuk-body", "data-testid": "fix" }, one.rule.fix),
    make("h4", { class: "govuk-heading-s" }, "Why it matters"),
    make("p", { class: "govuk-body" }, one.rule.why),
    marking(mark, marked),
  );
}

export function showNothing(words: string): void {
  by("detail").replaceChildren(make("p", { class: "govuk-body" }, words));
}

function row(one: Finding): HTMLElement {
  const entries = cellsOf(one).flatMap(({ name, text, blamed }) => {
    const shown = text ?? "(blank)";
    const kind = blamed ? { class: "app-blamed", "data-blamed": true } : {};
    return [make("dt", kind, name), make("dd", kind, blamed ? `⚠ ${shown} ` : shown, blamed && hidden("(blamed)"))];
  });
  return make("dl", { class: "app-row" }, ...entries);
}

const hidden = (words: string): HTMLElement => make("span", { class: "govuk-visually-hidden" }, words);

function marking(mark: Mark | undefined, marked: (mark: Mark | undefined) => void): HTMLElement {
  const status = make("select", { class: "govuk-select", id: "mark-status", "data-testid": "mark-status" });
  status.append(...STATUSES.map(([value, words]) => new Option(words, value, false, value === (mark?.status ?? ""))));
  const reason = make("input", {
    class: "govuk-input",
    id: "mark-reason",
    "data-testid": "mark-reason",
    autocomplete: "off",
  });
  reason.value = mark?.reason ?? "";
  const wanted = make(
    "p",
    { class: "govuk-error-message", id: "mark-wanted", hidden: true },
    "Say why it is right as it is.",
  );
  const tell = (): void => {
    wanted.hidden = status.value !== "accepted" || reason.value.trim() !== "";
    const said = wanted.hidden && status.value !== "";
    marked(said ? { status: status.value as Status, reason: reason.value.trim() } : undefined);
  };
  status.addEventListener("change", tell);
  reason.addEventListener("change", tell);
  reason.setAttribute("aria-describedby", "mark-wanted");
  return make(
    "div",
    { class: "app-mark" },
    field("mark-status", "Your mark", status),
    field("mark-reason", "Reason or note", wanted, reason),
  );
}

function field(id: string, label: string, ...inner: HTMLElement[]): HTMLElement {
  return make("div", { class: "govuk-form-group" }, make("label", { class: "govuk-label", for: id }, label), ...inner);
}
