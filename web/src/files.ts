// The files that the person gave, and what the worker found in them.
import type { PageApi } from "./api";

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

  /** Keeps files and has each looked at. */
  async add(api: PageApi, place: Place, files: Iterable<File>, changed: () => void): Promise<void> {
    const fresh = Array.from(files, (file): GivenFile => ({ key: `file-${++this.given}`, file, place }));
    this.all.push(...fresh);
    changed();
    for (const one of fresh) {
      await take(api, one);
      changed();
    }
  }

  /** Gives an API that was started anew all the files again. */
  async giveAgain(api: PageApi): Promise<void> {
    for (const one of this.all) await take(api, one);
  }

  async move(api: PageApi, one: GivenFile, place: Place): Promise<void> {
    one.looked = await api.ask<Looked>("move", { key: one.key, place });
    one.place = place;
  }

  async remove(api: PageApi, one: GivenFile): Promise<void> {
    await api.ask("remove", { key: one.key });
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

async function take(api: PageApi, one: GivenFile): Promise<void> {
  const content = await one.file.arrayBuffer();
  one.looked = await api.ask<Looked>("take", { key: one.key, name: one.file.name, place: one.place }, content);
}
