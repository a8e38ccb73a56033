// The files that the person gave, and what the desk found in them.
import type { Desk } from "./desk";

export type Place = "this_year" | "last_year";

export interface Looked {
  tables: string[];
  providers: boolean;
  /** The collection year that the dates point to; 0 where they point nowhere. */
  year: number;
  /** Why it can't be used; empty if it can. */
  unusable: string;
}

export interface GivenFile {
  key: string;
  file: File;
  place: Place;
  looked?: Looked;
}

export class Files {
  readonly all: GivenFile[] = [];
  private given = 0;

  /** Keeps files and has the desk look at each. */
  async add(desk: Desk, place: Place, files: Iterable<File>, changed: () => void): Promise<void> {
    const fresh = Array.from(files, (file): GivenFile => ({ key: `file-${++this.given}`, file, place }));
    this.all.push(...fresh);
    changed();
    for (const one of fresh) {
      await take(desk, one);
      changed();
    }
  }

  /** Gives a desk that was started anew all the files again. */
  async giveAgain(desk: Desk): Promise<void> {
    for (const one of this.all) await take(desk, one);
  }

  async move(desk: Desk, one: GivenFile, place: Place): Promise<void> {
    one.looked = await desk.ask<Looked>("move", { key: one.key, place });
    one.place = place;
  }

  async remove(desk: Desk, one: GivenFile): Promise<void> {
    await desk.ask("remove", { key: one.key });
    this.all.splice(this.all.indexOf(one), 1);
  }

  /** The year that a place's files seem to be of: that of most of them. */
  yearOf(place: Place): number {
    const years = this.all.filter((one) => one.place === place && one.looked?.year).map((one) => one.looked?.year ?? 0);
    const often = (year: number): number => years.filter((other) => other === year).length;
    return years.sort((a, b) => often(b) - often(a) || b - a)[0] ?? 0;
  }

  /** The place that a file seems to belong in, where that is not the one it was given in. */
  misplaced(one: GivenFile): Place | undefined {
    const year = one.looked?.year ?? 0;
    if (!year || one.looked?.providers) return undefined;
    const [mine, theirs] = [this.yearOf("this_year"), this.yearOf("last_year")];
    if (one.place === "this_year" && (year === mine - 1 || (theirs > year && mine === year))) return "last_year";
    if (one.place === "last_year" && year === mine) return "this_year";
    return undefined;
  }
}

async function take(desk: Desk, one: GivenFile): Promise<void> {
  const content = await one.file.arrayBuffer();
  one.looked = await desk.ask<Looked>("take", { key: one.key, name: one.file.name, place: one.place }, content);
}
