// Which findings are shown: grouped by rule, child or table, filtered, and told apart from last time's.
import type { Line, Shown } from "./answers";
import { count, several } from "./dom";
import { type Finding, findingsOf, firstBlamed, type Marks } from "./result";
import type { Item } from "./views/list";

export type By = "rule" | "child" | "table" | "severity" | "owner" | "all";

export interface Filter {
  by: By;
  search: string;
  table: string;
  mark: string;
  since: string;
}

/** What is shown together: a rule's, a child's or a table's findings, or all of them. */
export interface Group {
  item: Item;
  findings: Finding[];
}

export class Findings {
  readonly all: Finding[];
  /** Each rule's findings that are not accepted, counted. */
  summary: readonly Line[];
  /** What each finding is searched by, in capitals. */
  private readonly texts: string[];
  /** The keys of last time's findings; undefined where there was no last time. */
  private readonly before: Set<string> | undefined;

  constructor(result: Shown, before: Iterable<string> | undefined) {
    this.summary = result.head.summary;
    this.all = findingsOf(result);
    this.before = before && new Set(before);
    const values = new Map<string, string>();
    this.texts = this.all.map((one) => {
      const at = `${one.table.name} ${one.row}`;
      let cells = values.get(at);
      if (cells === undefined) {
        cells = (one.table.rows[one.row] ?? []).filter((cell) => cell !== null).join(" ");
        values.set(at, cells);
      }
      return `${one.rule.code} ${one.rule.title} ${one.child} ${one.table.name} ${cells}`.toUpperCase();
    });
  }

  /** Whether there was a check before this one, so that findings can be told apart. */
  get told(): boolean {
    return this.before !== undefined;
  }

  isNew(one: Finding): boolean {
    return this.before !== undefined && !this.before.has(one.key);
  }

  /** The keys of findings that were there last time and aren't now. */
  gone(): string[] {
    const now = new Set(this.all.map((one) => one.key));
    return Array.from(this.before ?? []).filter((key) => !now.has(key));
  }

  /** The findings that a filter leaves. */
  filtered(filter: Filter, marks: Marks): Finding[] {
    const words = filter.search.trim().toUpperCase().split(/\s+/).filter(Boolean);
    return this.all.filter((one, at) => {
      if (filter.table && one.table.name !== filter.table) return false;
      if (filter.mark && (marks[one.key]?.status ?? "open") !== filter.mark) return false;
      if (filter.since && (this.isNew(one) ? "new" : "still") !== filter.since) return false;
      return words.every((word) => (this.texts[at] as string).includes(word));
    });
  }

  /** The findings in groups, most findings first. */
  groups(findings: Finding[], by: By): Group[] {
    const found = new Map<string, Finding[]>();
    for (const one of findings) {
      const name = nameOf(one, by);
      const there = found.get(name);
      if (there) there.push(one);
      else found.set(name, [one]);
    }
    const ordered = Array.from(found).sort((a, b) => b[1].length - a[1].length);
    const most = ordered[0]?.[1].length ?? 1;
    return ordered.map(([name, members]) => ({
      findings: members,
      item: { head: this.head(by, name, members), more: this.more(by, name, members), share: members.length / most },
    }));
  }

  private head(by: By, name: string, members: Finding[]): string {
    if (by === "rule") return `${name}: ${members[0]?.rule.title}`;
    if (by === "all") return "All findings";
    if (by === "child") return name ? `Child ${name}` : "Rows without a child's identifier";
    return by === "table" ? (members[0]?.table.title ?? name) : name;
  }

  private more(by: By, name: string, members: Finding[]): string {
    const line = this.summary.find((one) => one.code === name);
    if (by === "rule" && line?.rows === members.length) return line.said;
    const rules = several(new Set(members.map((one) => one.rule.code)).size, "rule");
    const children = several(new Set(members.map((one) => one.child)).size, "child", "children");
    const errors = several(members.length, "error");
    return by === "rule"
      ? `${errors}, ${children}`
      : by === "child"
        ? `${errors}, ${rules}`
        : `${errors}, ${rules}, ${children}`;
  }
}

function nameOf({ rule, child, table }: Finding, by: By): string {
  const { code, severity, owner } = rule;
  return { rule: code, child, table: table.name, severity, owner, all: "" }[by];
}

/** A finding in a list. */
export function findingItem(one: Finding, by: By, mark: string, isNew: boolean): Item {
  const value = firstBlamed(one);
  const child = `Child ${one.child || "(blank)"}`;
  const rule = `${one.rule.code}: ${one.rule.title}`;
  const who = by === "rule" ? child : by === "child" ? rule : `${child} · ${one.rule.code}`;
  const signs = [mark, isNew ? "new" : ""].filter(Boolean).join(", ");
  return {
    head: `${who}${signs ? ` (${signs})` : ""}`,
    more: [`${one.table.name}, line ${count(one.line)}`, value].filter(Boolean).join(" · "),
  };
}
