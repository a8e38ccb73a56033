// The files that the person gave, and what the worker found in them.
import type { Held } from "./answers";
import { type PageApi, Stopped } from "./api";

/** Of this year's and last year's return; of the council's own rules; of teams; earlier work lists. */
export type Place = "this_year" | "last_year" | "own" | "teams" | "carry_over";

export const YEARS: readonly Place[] = ["this_year", "last_year"];

export interface GivenFile {
  key: string;
  file: File;
  place: Place;
  /** What it holds; without this it waits to be read, or reading was stopped. */
  held?: Held;
  stopped: boolean;
}

export class Files {
  readonly all: GivenFile[] = [];
  private readonly changed: () => void;
  private given = 0;

  /** `changed` hears of every change. */
  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** Takes files in, to be read. */
  add(place: Place, files: Iterable<File>): void {
    this.all.push(
      ...Array.from(files, (file): GivenFile => ({ key: `file-${++this.given}`, file, place, stopped: false })),
    );
    this.changed();
  }

  /** Has each file looked at that waits for it. */
  async read(api: PageApi): Promise<void> {
    for (;;) {
      const one = this.all.find((file) => file.held === undefined && !file.stopped);
      if (one === undefined) return;
      const held = await take(api, one);
      if (one.stopped) throw new Stopped("Stopped.");
      one.held = held;
      this.changed();
    }
  }

  /** Those not read stay unread, until the person wants them read after all. */
  stop(): void {
    for (const one of this.all) one.stopped = one.held === undefined;
    this.changed();
  }

  /** Those that reading was stopped for wait again, or one of them. */
  resume(only?: GivenFile): void {
    for (const one of only ? [only] : this.all) one.stopped = false;
    this.changed();
  }

  /** Engines that were started anew have no file: those that had been read wait again. */
  giveAgain(): void {
    for (const one of this.all) delete one.held;
  }

  async move(api: PageApi, one: GivenFile, place: Place): Promise<void> {
    one.held = await api.ask("move", { key: one.key, place });
    one.place = place;
    this.changed();
  }

  async remove(api: PageApi, one: GivenFile): Promise<void> {
    if (one.held) await api.ask("remove", { key: one.key });
    this.all.splice(this.all.indexOf(one), 1);
    this.changed();
  }

  clear(): void {
    this.all.splice(0);
    this.changed();
  }

  of(place: Place): GivenFile[] {
    return this.all.filter((one) => one.place === place);
  }

  /** The year that a place's files seem to be of: that of most of them. */
  yearOf(place: Place): number {
    const years = this.of(place).flatMap((one) => (one.held?.year ? [one.held.year] : []));
    const often = (year: number): number => years.filter((other) => other === year).length;
    return years.sort((a, b) => often(b) - often(a) || b - a)[0] ?? 0;
  }

  /** The place that a file seems to belong in, where that is not the one it was given in. */
  misplaced(one: GivenFile): Place | undefined {
    const year = one.held?.year ?? 0;
    if (!year || one.held?.providers) return undefined;
    const [mine, theirs] = [this.yearOf("this_year"), this.yearOf("last_year")];
    if (one.place === "this_year" && (year === mine - 1 || (theirs > year && mine === year))) return "last_year";
    if (one.place === "last_year" && year === mine) return "this_year";
    return undefined;
  }
}

/** What a file holds; one that can't be looked at, for the disk has lost it, say, can't be used. */
async function take(api: PageApi, one: GivenFile): Promise<Held> {
  try {
    const content = await one.file.arrayBuffer();
    return await api.ask("take", { key: one.key, name: one.file.name, place: one.place }, content);
  } catch (problem) {
    if (problem instanceof Stopped || api.broken) throw problem;
    return { tables: [], providers: false, year: 0, words: "", unusable: (problem as Error).message };
  }
}
