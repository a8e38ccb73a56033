// What can be saved, each with a button that shows that its file is being made.
import { during, type ProblemBox, whileBusy } from "../activity";
import { announce, make, save } from "../dom";
import type { Engines } from "../engines";

export interface Saved {
  file: string;
  /** The button's words. */
  words: string;
  /** Its handle for tests, after download-. */
  handle: string;
}

/** Of a result. */
export const OF_RESULT: Saved[] = [
  { file: "report.xlsx", words: "Workbook", handle: "xlsx" },
  { file: "report.html", words: "Report page", handle: "report" },
  { file: "findings.csv", words: "Findings (CSV)", handle: "csv" },
  { file: "findings.json", words: "Findings (JSON)", handle: "json" },
  { file: "accepted.csv", words: "My marks (accepted.csv)", handle: "accepted" },
  { file: "converted.zip", words: "Return as XML or CSV", handle: "converted" },
];

/** A button that saves a file; `given` is what Python is told with the question. */
export function saveButton(
  engines: Engines,
  box: ProblemBox,
  { file, words, handle }: Saved,
  given: () => object = () => ({}),
  name: () => string = () => file,
): HTMLButtonElement {
  const button = make("button", { class: "btn two", type: "button", "data-testid": `download-${handle}` }, words);
  button.addEventListener("click", () =>
    whileBusy(button, async () => {
      const content = await made(engines, box, file, given());
      if (content === undefined) return;
      save(name(), content);
      announce(`${name()} was saved.`);
    }),
  );
  return button;
}

/** A file's content; what can't be made is said in the box. */
export function made(
  engines: Engines,
  box: ProblemBox,
  file: string,
  given: object,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return during(`Making ${file}`, box, async () => (await engines.api).ask("save", { file, ...given }));
}
