// What a person says of findings: of one, or of all that are listed together.
import type { Mark } from "../answers";
import { make, several } from "../dom";
import type { Status } from "../result";

const STATUSES: [Status | "", string][] = [
  ["", "Not marked"],
  ["accepted", "Accepted: it is right as it is"],
  ["done", "Done: it has been put right"],
  ["noted", "Noted: a note to ourselves"],
];

/** The fields for one mark; each change is told, an accepted finding only with its reason. */
export function marking(id: string, mark: Mark | undefined, marked: (mark: Mark | undefined) => void): HTMLElement {
  const fields = markFields(id, mark);
  const tell = (): void => {
    if (!fields.complete()) marked(undefined);
    else marked(fields.mark());
  };
  fields.status.addEventListener("change", tell);
  fields.reason.addEventListener("change", tell);
  return make("div", { class: "mark" }, ...fields.elements);
}

/** The fields for a mark on many findings at once, and the button that sets it. */
export function markingAll(many: number, of: string, marked: (mark: Mark | undefined) => void): HTMLElement {
  const fields = markFields("mark-all", { status: "accepted", reason: "" });
  const button = make("button", { class: "btn two low", type: "button", "data-testid": "mark-all" }, "Mark them all");
  button.addEventListener("click", () => {
    if (fields.complete()) marked(fields.mark());
    else fields.reason.focus();
  });
  const summary = make("summary", {}, `Mark ${several(many, "finding")} of ${of} at once`);
  return make("details", {}, summary, make("div", { class: "inside" }, ...fields.elements, make("p", {}, button)));
}

interface MarkFields {
  status: HTMLSelectElement;
  reason: HTMLInputElement;
  elements: HTMLElement[];
  mark(): Mark | undefined;
  /** Whether nothing is missing; what is, is shown. */
  complete(): boolean;
}

function markFields(id: string, mark: Mark | undefined): MarkFields {
  const status = make("select", { id: `${id}-status`, "data-testid": `${id}-status` });
  status.append(...STATUSES.map(([value, words]) => new Option(words, value, false, value === (mark?.status ?? ""))));
  const attributes = { id: `${id}-reason`, "data-testid": `${id}-reason`, autocomplete: "off" };
  const reason = make("input", { ...attributes, "aria-describedby": `${id}-wanted` });
  reason.value = mark?.reason ?? "";
  const wanted = make("p", { class: "wrong", id: `${id}-wanted`, hidden: true }, "Say why it is right as it is.");
  return {
    status,
    reason,
    elements: [field(status, "Your mark", status), field(reason, "Reason or note", wanted, reason)],
    mark: () => (status.value ? { status: status.value as Status, reason: reason.value.trim() } : undefined),
    complete: () => {
      wanted.hidden = status.value !== "accepted" || reason.value.trim() !== "";
      return wanted.hidden;
    },
  };
}

function field(of: HTMLElement, label: string, ...inner: HTMLElement[]): HTMLElement {
  return make("div", {}, make("label", { for: of.id }, label), ...inner);
}
