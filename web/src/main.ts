// The page: its views, and what goes from one to another.
import "./style.scss";
import { announce, by, make, save } from "./dom";
import { Engines } from "./engines";
import { forgetAll, keep, kept } from "./keeping";
import { registerOffline } from "./offline";
import { catalogue, demoFiles } from "./parts";
import type { Mark, Marks, Result } from "./result";
import { followAddress, goTo } from "./routes";
import { CheckView } from "./views/check";
import { CompareView } from "./views/compare";
import { ResultsView } from "./views/results";
import { SharingView } from "./views/sharing";

/** What can be saved of a result: the file, its button's words and its handle for tests. */
const DOWNLOADS = [
  ["report.xlsx", "Workbook", "download-xlsx"],
  ["report.html", "Report page", "download-report"],
  ["findings.csv", "Findings (CSV)", "download-csv"],
  ["findings.json", "Findings (JSON)", "download-json"],
  ["accepted.csv", "My marks (accepted.csv)", "download-accepted"],
  ["converted.zip", "Return as XML or CSV", "download-converted"],
] as const;

let marks: Marks = {};
let before: string[] | undefined;
let checkedNow: Result | undefined;

followAddress();
showNetwork();
start();

function start(): void {
  const from = registerOffline().then(catalogue); // in this order, so that the parts fetched are kept
  const engines = new Engines(from, (words, share) => check.tell(words, share));
  const results = new ResultsView(
    () => marks,
    (key, mark) => void setMark(key, mark),
  );
  const sharing = new SharingView(engines, () => void compare.changed());
  const compare = new CompareView(engines, () => sharing.said);
  const check = new CheckView({
    engines,
    demo: async () => demoFiles(await from),
    marks: () => marks,
    took(given) {
      marks = given.marks;
      before = given.keys;
    },
    checked: async (result) => {
      await takeOver(result);
      results.show(result, before);
      before = result.keys;
      goTo("results");
      announce(result.sentence);
      await sharing.show(result);
      await compare.changed();
    },
  });
  by("downloads").append(...DOWNLOADS.map(([file, words, handle]) => downloadButton(engines, file, words, handle)));
  by("keep").addEventListener(
    "change",
    () => void (by<HTMLInputElement>("keep").checked ? keepIfAsked() : forgetAll()),
  );
  by("clear-all").addEventListener("click", () => void clearAll([results, sharing, compare, check]));
}

/** Makes a result the one at hand, with what the browser keeps of the last check of the same council and year. */
async function takeOver(result: Result): Promise<void> {
  const there = await kept(of(result));
  by<HTMLInputElement>("keep").checked = there !== undefined;
  if (there && before === undefined) {
    marks = { ...there.marks, ...marks };
    before = there.keys;
  }
  checkedNow = result;
  await keepIfAsked();
}

function downloadButton(engines: Engines, file: string, words: string, handle: string): HTMLButtonElement {
  const look = "govuk-button govuk-button--secondary";
  const button = make("button", { class: look, type: "button", "data-testid": handle }, words);
  button.addEventListener("click", async () => {
    const api = await engines.api;
    save(file, await api.ask<Uint8Array<ArrayBuffer>>("save", { file, marks }));
    announce(`${file} was saved.`);
  });
  return button;
}

async function clearAll(views: { clear(): void | Promise<void> }[]): Promise<void> {
  await forgetAll();
  [marks, before, checkedNow] = [{}, undefined, undefined];
  by<HTMLInputElement>("keep").checked = false;
  for (const view of views) await view.clear();
  announce("Everything was cleared.");
  goTo("check");
}

async function setMark(key: string, mark: Mark | undefined): Promise<void> {
  if (mark) marks[key] = mark;
  else delete marks[key];
  await keepIfAsked();
}

async function keepIfAsked(): Promise<void> {
  const box = by<HTMLInputElement>("keep");
  if (!box.checked || checkedNow === undefined) return;
  if (await keep(of(checkedNow), { marks, keys: checkedNow.keys })) return;
  box.checked = false;
  announce("This browser keeps nothing for this page. Save your marks as a file instead.");
}

const of = ({ authority, year }: Result): string => `${authority} ${year}`;

function showNetwork(): void {
  const say = (): void => {
    by("network-state").textContent = navigator.onLine ? "Your network is on now." : "Your network is off now.";
  };
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
}
