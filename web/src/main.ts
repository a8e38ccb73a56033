// The page: its views, and what goes from one to another.
import "./style.css";
import { stopsBy, tell } from "./activity";
import type { Mark, Shown } from "./answers";
import { announce, by } from "./dom";
import { Engines } from "./engines";
import { forgetAll, keep, kept } from "./keeping";
import { registerOffline } from "./offline";
import { catalogue, demoFiles } from "./parts";
import type { Marks } from "./result";
import { followAddress, goTo } from "./routes";
import { CheckView } from "./views/check";
import { CompareView } from "./views/compare";
import { RepairView } from "./views/repair";
import { ResultsView } from "./views/results";
import { OF_RESULT, saveButton } from "./views/saving";
import { SharingView } from "./views/sharing";

let marks: Marks = {};
let before: string[] | undefined;
let checkedNow: Shown | undefined;

followAddress();
showNetwork();

const from = registerOffline().then(catalogue); // in this order, so that the parts fetched are kept
const engines = new Engines(from, tell);
const results = new ResultsView(engines, () => marks, setMarks);
const repair = new RepairView(engines, results.problem, (copies) => check.checkInstead(copies));
const sharing = new SharingView(engines, results.problem, () => void compare.changed());
const compare = new CompareView(engines, () => sharing.said);
const check = new CheckView({
  engines,
  demo: async () => demoFiles(await from),
  accepted: acceptedNow,
  took(given) {
    marks = given.marks;
    before = given.keys;
  },
  checked,
});
const ways = {
  repair: () => void repair.repair(),
  files: () => goTo("check"),
  year() {
    goTo("check");
    by("year").focus();
  },
};
const lists = { file: "worklists.zip", words: "Save the work lists", handle: "worklists" };

stopsBy(stop);
by("downloads").append(...OF_RESULT.map((one) => saveButton(engines, results.problem, one, () => ({ marks }))));
by("save-lists").append(
  saveButton(engines, results.problem, lists, () => ({ field: by<HTMLSelectElement>("split-field").value })),
);
by("keep").addEventListener("change", () => void (by<HTMLInputElement>("keep").checked ? keepIfAsked() : forgetAll()));
by("clear-all").addEventListener("click", () => void clearAll());

async function checked(result: Shown): Promise<void> {
  await takeOver(result);
  forgetResult();
  checkedNow = result;
  await keepIfAsked();
  showFrame(result);
  results.show(result, before, ways);
  before = result.findings.map((finding) => finding[6]);
  goTo("results");
  announce(result.head.sentence);
  await sharing.show(result);
  await compare.changed();
}

/** With what the browser keeps of the last check of the same council and year. */
async function takeOver(result: Shown): Promise<void> {
  const there = await kept(of(result));
  by<HTMLInputElement>("keep").checked = there !== undefined;
  if (there === undefined || before !== undefined) return;
  marks = { ...there.marks, ...marks };
  before = there.keys;
}

/** Whose data is shown, and whether it is made up. */
function showFrame(result?: Shown): void {
  const madeUp = result?.made_up ?? false;
  by("where").textContent = [result?.council, madeUp && "(made-up data)"].filter(Boolean).join(" ");
  by("made-up").hidden = !madeUp;
  document.body.toggleAttribute("data-made-up", madeUp);
}

/** Stops whatever is being done; what was checked is forgotten with the engine that checked it. */
function stop(): void {
  engines.restart();
  if (checkedNow) goTo("check");
  forgetResult();
  compare.clear();
  void check.again();
  announce("Stopped.");
}

function forgetResult(): void {
  checkedNow = undefined;
  showFrame();
  for (const view of [results, repair, sharing]) view.clear();
}

async function clearAll(): Promise<void> {
  await forgetAll();
  [marks, before] = [{}, undefined];
  by<HTMLInputElement>("keep").checked = false;
  forgetResult();
  compare.clear();
  await check.clear();
  announce("Everything was cleared.");
  goTo("check");
}

async function setMarks(keys: string[], mark: Mark | undefined): Promise<void> {
  const accepted = (): string => JSON.stringify(acceptedNow());
  const was = accepted();
  for (const key of keys) {
    if (mark) marks[key] = mark;
    else delete marks[key];
  }
  await keepIfAsked();
  if (accepted() === was) return;
  results.leads(await (await engines.api).ask("accept", { accepted: acceptedNow() }));
}

/** The findings accepted, with their reasons, by key. */
function acceptedNow(): Record<string, string> {
  const accepted = Object.entries(marks).filter(([, mark]) => mark.status === "accepted");
  return Object.fromEntries(accepted.map(([key, mark]) => [key, mark.reason]));
}

async function keepIfAsked(): Promise<void> {
  const box = by<HTMLInputElement>("keep");
  if (!box.checked || checkedNow === undefined) return;
  const keys = checkedNow.findings.map((finding) => finding[6]);
  if (await keep(of(checkedNow), { marks, keys })) return;
  box.checked = false;
  announce("This browser keeps nothing for this page. Save your marks as a file instead.");
}

function of({ authority, year }: Shown): string {
  return `${authority} ${year}`;
}

function showNetwork(): void {
  const say = (): void => {
    by("network-state").textContent = navigator.onLine ? "Your network is on now." : "Your network is off now.";
  };
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
}
