// A result as Python gives it, with its findings told in full.
import type { Mark, Rows, Rule, Shown } from "./answers";

export type Marks = Record<string, Mark>;
export type Status = Mark["status"];

/** A finding with its rule and its table; its number is its place in the result. */
export interface Finding {
  number: number;
  rule: Rule;
  table: Rows;
  row: number;
  line: number;
  file: string;
  child: string;
  key: string;
}

export function findingsOf({ rules, rows, files, findings }: Shown): Finding[] {
  return findings.map(([rule, table, row, line, file, child, key], number) => ({
    number,
    rule: rules[rule] as Rule,
    table: rows[table] as Rows,
    row,
    line,
    file: files[file] as string,
    child,
    key,
  }));
}

/** The first blamed field that a finding's row has, and its value. */
export function firstBlamed({ rule, table, row }: Finding): string {
  const at = rule.fields.map((field) => table.columns.indexOf(field)).find((place) => place >= 0);
  return at === undefined ? "" : `${table.heads[at]}: ${table.rows[row]?.[at] ?? "(blank)"}`;
}
