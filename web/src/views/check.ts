// The first view: files in, what was found in each, and the check itself.
import { during, ProblemBox, whileBusy } from "../activity";
import type { Marked, Shown } from "../answers";
import { type PageApi, Problem, Stopped } from "../api";
import { announce, by, linkButton, make, save, several } from "../dom";
import type { Engines } from "../engines";
import { Files, type GivenFile, type Place } from "../files";
import { offerChoices, RulesChosen } from "./choosing";
import { nameOf, PlaceView } from "./place";

interface Options {
  engines: Engines;
  /** The made-up council's files, for a person who has none at hand. */
  demo(): Promise<File[]>;
  /** The findings accepted so far, with their reasons, by key. */
  accepted(): Record<string, string>;
  /** What an accepted.csv holds. */
  took(before: Marked): void;
  checked(result: Shown): Promise<void>;
}

/** The council that the made-up one is made for. */
const DEMO_COUNCIL = "E08000003";
const PLACES = ["this_year", "last_year", "own", "teams", "carry_over"] as const;

export class CheckView {
  private readonly problem = new ProblemBox("problem", "This can't be checked yet");
  private readonly files = new Files(() => this.list());
  private readonly places: PlaceView[];
  private readonly options: Options;
  private readonly rules: RulesChosen;
  /** What is under way with files, so that what comes next waits for it. */
  private taking: Promise<void> = Promise.resolve();
  /** How often all was stopped: what waited before that is not done any more. */
  private stops = 0;

  constructor(options: Options) {
    this.options = options;
    this.rules = new RulesChosen(options.engines, () => this.files.yearOf("this_year"));
    this.places = PLACES.map((place) => new PlaceView(place, this.files, this));
    by("check-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(by("run"), () => this.run());
    });
    by("demo").addEventListener("click", () => void whileBusy(by("demo"), () => this.demo()));
    by("save-demo").addEventListener("click", async () => {
      for (const file of await options.demo()) save(file.name, file);
    });
    by("files-accepted").addEventListener("change", () => void this.takeMarks());
    options.engines.api.then(offerChoices, () => {});
  }

  add(place: Place, files: File[]): void {
    this.files.add(place, files);
    announce(`${several(files.length, "file")} added to ${nameOf(place)}.`);
    void this.read();
  }

  move(one: GivenFile, place: Place): void {
    this.withFiles("Moving a file", (api) => this.files.move(api, one, place)).then(() => by("check-title").focus());
  }

  remove(one: GivenFile): void {
    this.withFiles("Removing a file", (api) => this.files.remove(api, one)).then(() => by("check-title").focus());
  }

  read(one?: GivenFile): Promise<void> {
    if (one) this.files.resume(one);
    return this.withFiles("Reading files", (api) => this.files.read(api));
  }

  /** The engines were started anew: gives them the files that they had. */
  again(): Promise<void> {
    this.stops += 1;
    this.files.stop();
    this.files.giveAgain();
    this.taking = Promise.resolve();
    return this.read();
  }

  /** This year's files were repaired: the copies take their place, and are checked. */
  async checkInstead(copies: File): Promise<void> {
    const before = this.files.of("this_year").filter((one) => !one.held?.providers);
    await this.withFiles("Taking the repaired copies", async (api) => {
      for (const one of before) await this.files.remove(api, one);
    });
    this.add("this_year", [copies]);
    await this.run();
  }

  /** Forgets the files and the choices. */
  async clear(): Promise<void> {
    by<HTMLFormElement>("check-form").reset();
    by("accepted-words").textContent = "";
    this.rules.clear();
    await this.withFiles("Clearing", (api) => api.ask("clear"));
    this.files.clear();
  }

  /** Does something with files after what is under way with them. */
  private withFiles(words: string, doing: (api: PageApi) => Promise<unknown>): Promise<void> {
    const before = this.stops;
    this.taking = this.taking.then(async () => {
      if (before !== this.stops) return;
      await during(words, this.problem, async () => doing(await this.options.engines.api));
    });
    return this.taking;
  }

  private async takeMarks(): Promise<void> {
    const file = by<HTMLInputElement>("files-accepted").files?.[0];
    if (file === undefined) return;
    const before = await during("Reading your marks", this.problem, async () =>
      (await this.options.engines.api).ask("marks", { name: file.name }, await file.arrayBuffer()),
    );
    if (before === undefined) return;
    this.options.took(before);
    const marks = several(Object.keys(before.marks).length, "mark");
    by("accepted-words").textContent = `Taken over: ${marks} on ${several(before.keys.length, "finding")}.`;
    announce(by("accepted-words").textContent ?? "");
  }

  private async demo(): Promise<void> {
    const files = await during("Loading the made-up council", this.problem, async () => {
      await this.clear();
      return this.options.demo();
    });
    if (files === undefined) return;
    const ofLastYear = (file: File): boolean => file.name.includes("last_year");
    this.files.add("this_year", files.filter((file) => !ofLastYear(file))); // biome-ignore format: two places, two lines
    this.files.add("last_year", files.filter(ofLastYear));
    by<HTMLSelectElement>("authority").value = DEMO_COUNCIL;
    await this.run();
  }

  private async run(): Promise<void> {
    announce("Checking.");
    this.files.resume();
    await this.read();
    const [unusable, ...more] = this.files.all.filter((one) => stops(one));
    if (unusable) {
      this.problem.show(unusable.held?.unusable ?? "", ...[unusable, ...more].map(wayTo));
      return;
    }
    if (this.files.all.some((one) => one.stopped)) return;
    const result = await during("Getting ready", this.problem, async () => this.check(await this.options.engines.api));
    if (result) await this.options.checked(result);
  }

  private async check(api: PageApi): Promise<Shown> {
    try {
      return await api.ask("check", {
        year: Number(by<HTMLSelectElement>("year").value),
        authority: by<HTMLSelectElement>("authority").value,
        only: this.rules.text,
        accepted: this.options.accepted(),
      });
    } catch (problem) {
      if (api.broken && !(problem instanceof Stopped)) {
        this.options.engines.restart();
        await this.again();
        throw new Problem(`${(problem as Error).message} It was started again: try once more.`);
      }
      throw problem;
    }
  }

  /** Lists what there is; whatever was said of other files is said no longer. */
  private list(): void {
    this.problem.clear();
    for (const place of this.places) place.list();
  }
}

/** Whether a file stands in the way of a check. */
const stops = ({ place, held }: GivenFile): boolean =>
  ["this_year", "last_year", "own"].includes(place) && Boolean(held?.unusable);

function wayTo(one: GivenFile): HTMLElement {
  const words = `Go to ${one.file.name}`;
  return make(
    "div",
    {},
    linkButton(words, words, () => by(one.key).focus()),
  );
}
