// The second view: what was found, by rule, child or table.
import { ProblemBox } from "../activity";
import type { Head, Mark, Shown } from "../answers";
import { announce, by, count, make, several } from "../dom";
import type { Engines } from "../engines";
import { type By, type Filter, Findings, findingItem, type Group } from "../findings";
import type { Finding, Marks } from "../result";
import { showDetail, showNothing } from "./detail";
import { showHead, showLead, type Ways } from "./head";
import { List } from "./list";
import { markingAll } from "./marking";
import { whyPart } from "./why";

const TITLES: Record<By, string> = {
  rule: "Rules", child: "Children", table: "Tables", severity: "Severities", owner: "Owners", all: "All",
}; // biome-ignore format: one line each would hide the words
const NOUNS: Record<By, [string, string]> = {
  rule: ["rule", "rules"],
  child: ["child", "children"],
  table: ["table", "tables"],
  severity: ["severity", "severities"],
  owner: ["owner", "owners"],
  all: ["list", "lists"],
};
/** So many that are gone are listed. */
const MOST_GONE = 1000;
const CHOOSE = "Choose a finding to see its row, why it matters and what to do.";

export class ResultsView {
  readonly problem = new ProblemBox("problem-results", "This can't be done");
  private readonly engines: Engines;
  private readonly marks: () => Marks;
  private readonly marked: (keys: string[], mark: Mark | undefined) => Promise<void>;
  private readonly groupList: List;
  private readonly findingList: List;
  private result: Shown | undefined;
  private findings: Findings | undefined;
  private groups: Group[] = [];
  private shown: Finding[] = [];

  constructor(engines: Engines, marks: () => Marks, marked: (keys: string[], mark: Mark | undefined) => Promise<void>) {
    this.engines = engines;
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
  show(result: Shown, before: Iterable<string> | undefined, ways: Ways): void {
    this.result = result;
    this.findings = new Findings(result, before);
    by("results").hidden = false;
    this.problem.clear();
    showLead(result, ways);
    by("since-group").hidden = !this.findings.told;
    by<HTMLInputElement>("search").value = "";
    for (const id of ["filter-mark", "filter-since"]) by<HTMLSelectElement>(id).value = "";
    by("filter-table").replaceChildren(
      new Option("all", ""),
      ...result.rows.map(({ title, name }) => new Option(title, name)),
    );
    this.filter();
  }

  /** Something else is accepted than before. */
  leads(head: Head): void {
    if (this.findings === undefined || this.result === undefined) return;
    this.findings.summary = head.summary;
    showHead(head, this.result);
  }

  /** Forgets the result, what is out of sight included. */
  clear(): void {
    this.findings = this.result = undefined;
    this.groups = [];
    this.groupList.show(0);
    this.chooseGroup(-1);
    for (const id of ["diagnoses", "first", "not-checked", "reading", "found", "together"]) by(id).replaceChildren();
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
    by("detail").replaceChildren(make("ul", { "data-testid": "gone" }, ...items));
  }

  private chooseGroup(at: number): void {
    this.shown = this.groups[at]?.findings ?? [];
    by("findings-title").textContent = at < 0 ? "Findings" : (this.groups[at] as Group).item.head;
    this.findingList.show(this.shown.length, this.shown.length ? 0 : -1);
    this.together(at);
    if (this.shown.length) this.choose(0);
    else showNothing(this.findings?.all.length ? "No finding is left by these filters." : CHOOSE);
  }

  private item(at: number): ReturnType<typeof findingItem> {
    const one = this.shown[at] as Finding;
    const mark = this.marks()[one.key]?.status ?? "";
    return findingItem(one, by<HTMLSelectElement>("view-by").value as By, mark, this.findings?.isNew(one) ?? false);
  }

  /** What can be done with the findings of a group at once. */
  private together(at: number): void {
    const [group, shown] = [this.groups[at], this.shown];
    by("together").replaceChildren();
    if (group === undefined) return;
    const marking = markingAll(shown.length, group.item.head, async (mark) => {
      await this.marked(
        shown.map((one) => one.key),
        mark,
      );
      this.findingList.refresh();
      this.choose(0);
      announce(`${several(shown.length, "finding")} marked.`);
    });
    const byRule = by<HTMLSelectElement>("view-by").value === "rule";
    const code = shown[0]?.rule.code ?? "";
    by("together").replaceChildren(marking, ...(byRule ? [whyPart(this.engines, code, this.problem)] : []));
  }

  private choose(at: number): void {
    const one = this.shown[at] as Finding;
    void showDetail(one, {
      mark: this.marks()[one.key],
      marked: async (mark) => {
        await this.marked([one.key], mark);
        this.findingList.refresh();
        announce(mark ? `Marked as ${mark.status}.` : "Not marked.");
      },
      about: async () => (await this.engines.api).ask("finding", { number: one.number }),
    });
  }
}
