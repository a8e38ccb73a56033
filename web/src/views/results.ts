// The second view: what was found, by rule, child or table, and what was not checked.
import { announce, by, count, make, several } from "../dom";
import { type By, type Filter, Findings, findingItem, type Group } from "../findings";
import type { Finding, Marks, Result } from "../result";
import { showDetail, showNothing } from "./detail";
import { List } from "./list";

const TITLES: Record<By, string> = { rule: "Rules", child: "Children", table: "Tables", all: "All" };
const NOUNS: Record<By, [string, string]> = {
  rule: ["rule", "rules"],
  child: ["child", "children"],
  table: ["table", "tables"],
  all: ["list", "lists"],
};
/** So many that are gone are listed. */
const MOST_GONE = 1000;
const CHOOSE = "Choose a finding to see its row, why it matters and what to do.";

export class ResultsView {
  private readonly marks: () => Marks;
  private readonly marked: (key: string, mark: Marks[string] | undefined) => void;
  private readonly groupList: List;
  private readonly findingList: List;
  private findings: Findings | undefined;
  private groups: Group[] = [];
  private shown: Finding[] = [];

  constructor(marks: () => Marks, marked: (key: string, mark: Marks[string] | undefined) => void) {
    this.marks = marks;
    this.marked = marked;
    this.groupList = new List({
      label: "Groups of findings; Enter goes to the findings",
      item: (at) => (this.groups[at] as Group).item,
      choose: (at) => this.chooseGroup(at),
      open: () => this.findingList.element.focus(),
    });
    this.findingList = new List({
      label: "Findings; Enter opens one",
      item: (at) => this.item(at),
      choose: (at) => this.choose(at),
      open: () => by("detail").focus(),
    });
    by("groups").append(this.groupList.element);
    by("findings").append(this.findingList.element);
    by("detail").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.findingList.element.focus();
    });
    for (const id of ["view-by", "search", "filter-table", "filter-mark", "filter-since"]) {
      by(id).addEventListener("input", () => this.filter());
    }
  }

  /** Shows a result; `before` are the keys of last time's findings, where there was a last time. */
  show(result: Result, before: Iterable<string> | undefined): void {
    this.findings = new Findings(result, before);
    by("results").hidden = false;
    by("results-title").textContent = result.sentence;
    by("results-about").textContent = about(result);
    by("since-group").hidden = !this.findings.told;
    by<HTMLInputElement>("search").value = "";
    for (const id of ["filter-mark", "filter-since"]) by<HTMLSelectElement>(id).value = "";
    const tables = result.data.tables.map((table) => new Option(table.name, table.name));
    by("filter-table").replaceChildren(new Option("all", ""), ...tables);
    showFirst(result);
    showNotChecked(result);
    showReading(result);
    this.filter();
  }

  /** Forgets the result, what is out of sight included. */
  clear(): void {
    this.findings = undefined;
    this.groups = [];
    this.groupList.show(0);
    this.chooseGroup(-1);
    for (const id of ["first", "not-checked", "reading", "found"]) by(id).replaceChildren();
    by<HTMLInputElement>("search").value = "";
    by("results").hidden = true;
    by("results-title").textContent = "Results";
    by("results-about").textContent = "Nothing has been checked yet.";
  }

  private filter(): void {
    if (this.findings === undefined) return;
    const value = (id: string): string => by<HTMLSelectElement>(id).value;
    const filter: Filter = {
      by: value("view-by") as By,
      search: value("search"),
      table: value("filter-table"),
      mark: value("filter-mark"),
      since: value("filter-since"),
    };
    by("groups-title").textContent = TITLES[filter.by];
    if (filter.since === "gone") {
      this.showGone(this.findings.gone());
      return;
    }
    const left = this.findings.filtered(filter, this.marks());
    this.groups = this.findings.groups(left, filter.by);
    this.groupList.show(this.groups.length, this.groups.length ? 0 : -1);
    const groups = several(this.groups.length, ...NOUNS[filter.by]);
    by("found").textContent = `${count(left.length)} of ${several(this.findings.all.length, "error")} in ${groups}`;
    this.chooseGroup(this.groups.length ? 0 : -1);
  }

  private showGone(keys: string[]): void {
    this.groups = [];
    this.groupList.show(0);
    this.chooseGroup(-1);
    by("found").textContent = `${several(keys.length, "error")} of last time gone`;
    const items = keys.slice(0, MOST_GONE).map((key) => {
      const [code, table, ...rest] = key.split("|");
      return make("li", {}, `${code}, ${table}: ${rest.slice(0, -1).join(", ")}`);
    });
    if (keys.length > MOST_GONE) items.push(make("li", {}, `and ${count(keys.length - MOST_GONE)} more`));
    by("detail").replaceChildren(make("ul", { class: "govuk-list", "data-testid": "gone" }, ...items));
  }

  private chooseGroup(at: number): void {
    this.shown = this.groups[at]?.findings ?? [];
    by("findings-title").textContent = at < 0 ? "Findings" : (this.groups[at] as Group).item.head;
    this.findingList.show(this.shown.length, this.shown.length ? 0 : -1);
    if (this.shown.length) this.choose(0);
    else showNothing(this.findings?.all.length ? "No finding is left by these filters." : CHOOSE);
  }

  private item(at: number): ReturnType<typeof findingItem> {
    const one = this.shown[at] as Finding;
    const mark = this.marks()[one.key]?.status ?? "";
    return findingItem(one, by<HTMLSelectElement>("view-by").value as By, mark, this.findings?.isNew(one) ?? false);
  }

  private choose(at: number): void {
    const one = this.shown[at] as Finding;
    showDetail(one, this.marks()[one.key], (mark) => {
      this.marked(one.key, mark);
      this.findingList.refresh();
      announce(mark ? `Marked as ${mark.status}.` : "Not marked.");
    });
  }
}

function about(result: Result): string {
  const year = `Collection year ${result.year} (${result.start} to ${result.end}), ${result.reading.year_given ? "as chosen" : "found from the dates"}`;
  const council = result.authority ? `council ${result.authority}` : "no council chosen";
  return `${year}; ${council}; ${several(result.children, "child", "children")}; rules of ${result.reading.rules_of}.`;
}

function showFirst(result: Result): void {
  const most = result.summary[0];
  const rule = result.data.rules.find((one) => one.code === most?.code);
  if (most === undefined || rule === undefined) {
    by("first").replaceChildren();
    return;
  }
  by("first").replaceChildren(
    make(
      "p",
      { class: "govuk-body" },
      make("strong", {}, "Start here: "),
      `rule ${rule.code}, ${most.said}. ${rule.title}.`,
    ),
    make("p", { class: "govuk-body" }, make("strong", {}, "What to do: "), rule.fix),
  );
}

function showNotChecked(result: Result): void {
  const reasons = result.notChecked.map(({ reason, rules }) => {
    const listed = make("ul", { class: "govuk-list govuk-list--bullet" });
    listed.append(...rules.map((rule) => make("li", {}, `${rule.code}: ${rule.title}`)));
    const title = `${reason} ${several(rules.length, "rule")}: ${rules.map((rule) => rule.code).join(", ")}`;
    const words = make("span", { class: "govuk-details__summary-text" }, title);
    const summary = make("summary", { class: "govuk-details__summary" }, words);
    return make("details", { class: "govuk-details" }, summary, make("div", { class: "govuk-details__text" }, listed));
  });
  by("not-checked").replaceChildren(
    ...(reasons.length ? reasons : [make("p", { class: "govuk-body" }, "Every rule was checked.")]),
  );
}

function showReading(result: Result): void {
  const tables = Object.entries(result.reading.tables).map(([name, one]) =>
    make("li", {}, `${name}: ${several(one.rows, "row")} of ${one.file}`),
  );
  const notes = result.reading.notes.map((note) =>
    make("li", {}, [note.file, note.message].filter(Boolean).join(": ")),
  );
  by("reading").replaceChildren(
    make("ul", { class: "govuk-list govuk-list--bullet" }, ...tables),
    make(
      "p",
      { class: "govuk-body" },
      notes.length ? "What was noticed on the way:" : "Nothing was noticed on the way.",
    ),
    make("ul", { class: "govuk-list govuk-list--bullet" }, ...notes),
  );
}
