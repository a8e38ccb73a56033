// The first view: files in, what was found in each, and the check itself.
import type { PageApi } from "../api";
import { announce, by, linkButton, make, save, several } from "../dom";
import type { Choices, Engines } from "../engines";
import { Files, type GivenFile, type Place } from "../files";
import type { Kept } from "../keeping";
import type { Marks, Result } from "../result";

interface Options {
  engines: Engines;
  /** The made-up council's files, for a person who has none at hand. */
  demo(): Promise<File[]>;
  marks(): Marks;
  /** What an accepted.csv holds. */
  took(before: Kept): void;
  checked(result: Result): Promise<void>;
}

/** The council that the made-up one is made for. */
const DEMO_COUNCIL = "E08000003";
const NAMES: Record<Place, string> = { this_year: "this year", last_year: "last year" };
const TITLES: Record<string, string> = { this_year: "This year", last_year: "Last year" };

export class CheckView {
  private readonly files = new Files();
  private readonly options: Options;
  private running = false;
  /** What is under way with files, so that a check waits for it. */
  private taking: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.options = options;
    for (const place of ["this_year", "last_year"] as const) this.listenAt(place);
    by("check-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.run();
    });
    by("cancel").addEventListener("click", () => void this.stop());
    by("demo").addEventListener("click", () => void this.demo());
    by("save-demo").addEventListener("click", async () => {
      for (const file of await options.demo()) save(file.name, file);
    });
    by("files-accepted").addEventListener("change", () => void this.takeMarks());
    options.engines.api.then(offerChoices, () => {});
  }

  /** Progress of what is being done, on the bar and, now and then, in words. */
  readonly tell = (words: string, share: number): void => {
    by("progress-words").textContent = words;
    by<HTMLProgressElement>("progress-bar").value = share;
  };

  /** Forgets the files and the choices. */
  async clear(): Promise<void> {
    by<HTMLFormElement>("check-form").reset();
    by("accepted-words").textContent = "";
    by("problem").hidden = true;
    await (await this.options.engines.api).ask("clear");
    this.files.all.splice(0);
    this.list();
  }

  private listenAt(place: Place): void {
    const input = by<HTMLInputElement>(place === "this_year" ? "files-this-year" : "files-last-year");
    const area = document.querySelector<HTMLElement>(`[data-place="${place}"]`);
    input.addEventListener("change", () => {
      this.add(place, Array.from(input.files ?? []));
      input.value = "";
    });
    area?.addEventListener("dragover", (event) => {
      event.preventDefault();
      area.dataset.over = "";
    });
    area?.addEventListener("dragleave", () => delete area.dataset.over);
    area?.addEventListener("drop", (event) => {
      event.preventDefault();
      delete area.dataset.over;
      this.add(place, Array.from(event.dataTransfer?.files ?? []));
    });
  }

  private add(place: Place, files: File[]): void {
    this.withFiles(async (api) => {
      await this.files.add(api, place, files, () => this.list());
      announce(`${several(files.length, "file")} added to ${NAMES[place]}.`);
    });
    this.list();
  }

  /** Does something with files after what is under way with them; what can't be done is shown. */
  private withFiles(doing: (api: PageApi) => Promise<void>): void {
    this.taking = this.taking.then(async () => {
      try {
        await doing(await this.options.engines.api);
      } catch (problem) {
        showProblem((problem as Error).message);
      }
    });
  }

  private async takeMarks(): Promise<void> {
    const file = by<HTMLInputElement>("files-accepted").files?.[0];
    if (file === undefined) return;
    const words = by("accepted-words");
    try {
      const api = await this.options.engines.api;
      const before = await api.ask<Kept>("marks", { name: file.name }, await file.arrayBuffer());
      this.options.took(before);
      const marks = several(Object.keys(before.marks).length, "mark");
      words.textContent = `Taken over: ${marks} on ${several(before.keys.length, "finding")}.`;
    } catch (problem) {
      words.textContent = (problem as Error).message;
    }
    announce(words.textContent ?? "");
  }

  private async demo(): Promise<void> {
    this.busy(true, "Loading the made-up council");
    try {
      await this.clear();
      const api = await this.options.engines.api;
      for (const file of await this.options.demo()) {
        const place = file.name.includes("last_year") ? "last_year" : "this_year";
        await this.files.add(api, place, [file], () => this.list());
      }
      by<HTMLSelectElement>("authority").value = DEMO_COUNCIL;
    } catch (problem) {
      showProblem((problem as Error).message);
      return;
    } finally {
      this.busy(false);
    }
    await this.run();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    by("problem").hidden = true;
    this.busy(true, "Getting ready");
    announce("Checking.");
    try {
      await this.taking;
      const api = await this.options.engines.api;
      const accepted = Object.entries(this.options.marks()).filter(([, mark]) => mark.status === "accepted");
      const result = await api.ask<Result>("check", {
        year: Number(by<HTMLSelectElement>("year").value),
        authority: by<HTMLSelectElement>("authority").value,
        accepted: Object.fromEntries(accepted.map(([key, mark]) => [key, mark.reason])),
      });
      void this.options.checked(result);
    } catch (problem) {
      const words = (problem as Error).message;
      if (words === "Stopped.") announce("Stopped.");
      else if (await this.startedAgain()) showProblem(`${words} It was started again: try once more.`);
      else showProblem(words);
    } finally {
      this.busy(false);
    }
  }

  /** Starts the engines again if one of them has failed; whether it had. */
  private async startedAgain(): Promise<boolean> {
    const { broken } = await this.options.engines.api;
    if (broken) await this.stop();
    return broken;
  }

  private async stop(): Promise<void> {
    this.options.engines.restart();
    this.busy(false);
    this.taking = this.options.engines.api.then((api: PageApi) => this.files.giveAgain(api));
    await this.taking;
  }

  private busy(running: boolean, words = ""): void {
    this.running = running;
    by("progress").hidden = !running;
    by("cancel").hidden = !running;
    by<HTMLButtonElement>("run").disabled = running;
    by<HTMLButtonElement>("demo").disabled = running;
    if (running) this.tell(words, 0);
  }

  private list(): void {
    for (const place of ["this_year", "last_year"] as const) {
      const list = document.querySelector(`[data-testid="listed-${place.replace("_", "-")}"]`);
      const mine = this.files.all.filter((one) => one.place === place);
      list?.replaceChildren(...mine.map((one) => this.entry(one)));
    }
  }

  private entry(one: GivenFile): HTMLLIElement {
    const { looked } = one;
    const other: Place = one.place === "this_year" ? "last_year" : "this_year";
    const entry = make("li", {}, make("strong", {}, one.file.name), " ", found(one));
    const misplaced = this.files.misplaced(one);
    if (misplaced) {
      const words = `Its dates are of collection year ${looked?.year}: does it belong under ${TITLES[misplaced]}?`;
      entry.append(make("p", { class: "app-wrong govuk-!-margin-bottom-1", "data-testid": "misplaced" }, words));
    }
    if (looked === undefined) return entry;
    entry.append(make("br"));
    if (!looked.providers) {
      entry.append(
        linkButton(`Move to ${NAMES[other]}`, `Move to ${NAMES[other]}: ${one.file.name}`, () => {
          this.change((api) => this.files.move(api, one, other));
        }),
      );
    }
    entry.append(
      linkButton("Remove", `Remove: ${one.file.name}`, () => this.change((api) => this.files.remove(api, one))),
    );
    return entry;
  }

  private change(doing: (api: PageApi) => Promise<void>): void {
    this.withFiles(async (api) => {
      await doing(api);
      this.list();
      by("check-title").focus();
    });
  }
}

function found({ looked }: GivenFile): HTMLElement {
  if (looked === undefined) return make("span", {}, "is being read");
  if (looked.unusable) return make("span", { class: "app-wrong" }, `can't be used. ${looked.unusable}`);
  if (looked.providers) return make("span", {}, "holds Ofsted's providers");
  const year = looked.year ? `, dates of collection year ${looked.year}` : "";
  return make("span", {}, `holds ${looked.tables.join(", ")}${year}`);
}

function showProblem(words: string): void {
  by("problem-words").textContent = words;
  by("problem").hidden = false;
  by("problem").focus();
}

async function offerChoices(api: PageApi): Promise<void> {
  const { councils, years, stages, systems } = await api.ask<Choices>("choices");
  by("authority").append(...councils.map((one) => new Option(`${one.name} (${one.code})`, one.code)));
  by("year").append(
    ...years.map((year) => new Option(`${year} (1 April ${year - 1} to 31 March ${year})`, String(year))),
  );
  by("stage").append(...stages.map((stage) => new Option(stage)));
  by("case-system").append(...systems.map((name) => new Option(name, name, false, name === "unknown")));
  await api.ask("warm_up");
}
