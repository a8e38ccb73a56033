// What a finding's rule looked at, and the child's whole record, as Python gives them.
import type { FindingShown, RecordTable, ValueSeen } from "../answers";
import { make } from "../dom";

/** The values looked at, then the record. */
export function evidence({ seen, record }: FindingShown): HTMLElement[] {
  const looked = scrolling("What the rule looked at", table(["Column", "Value", "Where"], seen.map(looksAt)));
  const tables = record.map(recordTable);
  const whole = make(
    "details",
    { open: true, "data-testid": "record" },
    make("summary", {}, "The child's whole record, this year and last"),
    ...tables,
  );
  return [looked, ...(tables.length ? [whole] : [])];
}

function looksAt({ where, column, value, blamed }: ValueSeen): HTMLElement {
  const lit = blamed ? { class: "lit", "data-blamed": true } : {};
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, column),
    make("td", lit, value ?? "(blank)", blamed && make("span", { class: "hidden" }, " (blamed)")),
    make("td", {}, where),
  );
}

function recordTable({ title, file, columns, rows }: RecordTable): HTMLElement {
  const lines = rows.map((row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row", class: "n" }, String(row.line)),
      ...row.cells.map((cell, at) => {
        const seen = row.seen.includes(at);
        return make("td", seen ? { class: "lit" } : {}, cell ?? "", seen && make("span", { class: "hidden" }, " (looked at)"));
      }),
    ),
  ); // biome-ignore format: a cell in a line
  const about = `${title} (${file})`;
  return make("div", {}, make("h4", {}, about), scrolling(about, table(["Line", ...columns], lines)));
}

/** A table that scrolls inside its own region, which the keyboard reaches. */
export function scrolling(label: string, inner: HTMLElement): HTMLElement {
  return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, inner);
}

export function table(heads: string[], rows: HTMLElement[]): HTMLElement {
  const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, name)));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
}
