// A place for files: an input that files can be dropped on, and the list of those given with what was found in each.
import { by, linkButton, make } from "../dom";
import { type Files, type GivenFile, type Place, YEARS } from "../files";

const NAMES: Record<Place, string> = {
  this_year: "this year", last_year: "last year", own: "your own files", teams: "teams", carry_over: "earlier work lists",
}; // biome-ignore format: one line each would hide the words
const TITLES: Partial<Record<Place, string>> = { this_year: "This year", last_year: "Last year" };

export interface Changes {
  add(place: Place, files: File[]): void;
  move(one: GivenFile, place: Place): void;
  remove(one: GivenFile): void;
  /** Reads a file for which reading was stopped. */
  read(one: GivenFile): void;
}

export class PlaceView {
  private readonly place: Place;
  private readonly files: Files;
  private readonly changes: Changes;

  constructor(place: Place, files: Files, changes: Changes) {
    this.place = place;
    this.files = files;
    this.changes = changes;
    this.listen();
  }

  list(): void {
    const list = document.querySelector(`[data-testid="listed-${dashed(this.place)}"]`);
    list?.replaceChildren(...this.files.of(this.place).map((one) => this.entry(one)));
  }

  private listen(): void {
    const input = by<HTMLInputElement>(`files-${dashed(this.place)}`);
    const area = document.querySelector<HTMLElement>(`[data-place="${this.place}"]`);
    input.addEventListener("change", () => {
      this.changes.add(this.place, Array.from(input.files ?? []));
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
      this.changes.add(this.place, Array.from(event.dataTransfer?.files ?? []));
    });
  }

  private entry(one: GivenFile): HTMLLIElement {
    const { held, file } = one;
    const entry = make("li", { id: one.key, tabindex: -1 }, make("strong", {}, file.name), " ", found(one));
    const misplaced = this.files.misplaced(one);
    if (misplaced) {
      const words = `Its dates are of collection year ${held?.year}: does it belong under ${TITLES[misplaced]}?`;
      entry.append(make("p", { class: "wrong", "data-testid": "misplaced" }, words));
    }
    if (held === undefined && !one.stopped) return entry;
    const buttons = make("p", { class: "row" });
    if (one.stopped) buttons.append(linkButton("Read it", `Read: ${file.name}`, () => this.changes.read(one)));
    if (held && !held.providers && YEARS.includes(one.place)) {
      const other: Place = one.place === "this_year" ? "last_year" : "this_year";
      const about = `Move to ${NAMES[other]}: ${file.name}`;
      buttons.append(linkButton(`Move to ${NAMES[other]}`, about, () => this.changes.move(one, other)));
    }
    buttons.append(linkButton("Remove", `Remove: ${file.name}`, () => this.changes.remove(one)));
    entry.append(buttons);
    return entry;
  }
}

export const nameOf = (place: Place): string => NAMES[place];

const dashed = (place: Place): string => place.replace("_", "-");

function found({ held, stopped }: GivenFile): HTMLElement {
  if (held === undefined) return make("span", { class: "quiet" }, stopped ? "was not read: stopped" : "is being read");
  if (held.unusable) return make("span", { class: "wrong" }, `can't be used. ${held.unusable}`);
  if (held.providers) return make("span", {}, "holds Ofsted's providers");
  if (held.words) return make("span", {}, `holds ${held.words}`);
  const year = held.year ? `, dates of collection year ${held.year}` : "";
  return make("span", {}, `holds ${held.tables.join(", ")}${year}`);
}
