// A result as src/plumbline/browser/showing.py gives it.

export interface RuleWords {
  code: string;
  title: string;
  why: string;
  fix: string;
  fields: string[];
}

export interface TableOfRows {
  name: string;
  columns: string[];
  rows: Record<number, (string | null)[]>;
}

/** Rule, table, row, line, file, child (all but child by number), and the reason it was accepted for, or 0. */
export type Numbers = [number, number, number, number, number, string, string | 0];

export interface Line {
  code: string;
  rows: number;
  children: number;
  said: string;
}

export interface Note {
  file: string;
  message: string;
}

export interface Result {
  sentence: string;
  year: number;
  start: string;
  end: string;
  authority: string;
  children: number;
  checked: number;
  reading: {
    rules_of: number;
    year_given: boolean;
    notes: Note[];
    tables: Record<string, { file: string; rows: number }>;
  };
  tables: { name: string; rows: number; title: string }[];
  summary: Line[];
  notChecked: { reason: string; rules: { code: string; title: string }[] }[];
  data: { rules: RuleWords[]; tables: TableOfRows[]; files: string[]; findings: Numbers[] };
  keys: string[];
}

export type Status = "accepted" | "done" | "noted";

/** What the person said of a finding. */
export interface Mark {
  status: Status;
  reason: string;
}

export type Marks = Record<string, Mark>;

/** A finding with everything in words. */
export interface Finding {
  rule: RuleWords;
  table: TableOfRows;
  row: number;
  line: number;
  file: string;
  child: string;
  key: string;
}

export function findingsOf(result: Result): Finding[] {
  const { rules, tables, files, findings } = result.data;
  return findings.map(([rule, table, row, line, file, child], at) => ({
    rule: rules[rule] as RuleWords,
    table: tables[table] as TableOfRows,
    row,
    line,
    file: files[file] as string,
    child,
    key: result.keys[at] as string,
  }));
}

/** The cells of a finding's row by column, blamed ones first. */
export function cellsOf(finding: Finding): { name: string; text: string | null; blamed: boolean }[] {
  const cells = finding.table.rows[finding.row] ?? [];
  const all = finding.table.columns.map((name, at) => ({
    name,
    text: cells[at] ?? null,
    blamed: finding.rule.fields.includes(name),
  }));
  return [...all.filter((cell) => cell.blamed), ...all.filter((cell) => !cell.blamed)];
}
