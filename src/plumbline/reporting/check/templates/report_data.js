"use strict";
/* What the page holds, by number as page_data.py writes it, and which findings the filters leave. */
const DATA = JSON.parse(document.getElementById("data").textContent);
const NONE = -1;
const by = (id) => document.getElementById(id);
const chosen = (id) => by(id)?.value ?? "";
const numbered = (number, one, many) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

const FINDINGS = DATA.groups.flatMap((group) => {
  const { columns, rows } = DATA.tables[group.table], at = columns.indexOf("CHILD");
  return group.rows.map((row, place) => ({ group, place, rule: group.rule, table: group.table, row, named: rows[row][at] ?? "" }));
});
for (const [at, reason] of Object.entries(DATA.accepted)) FINDINGS[at].accepted = reason;
for (const at of DATA.new) FINDINGS[at].isNew = true;
for (const at of DATA.later) FINDINGS[at].later = true;

/** The children with findings, most findings first: a place in the list names a child on this page alone. */
const CHILDREN = worstFirst(grouped(FINDINGS, (finding) => finding.named));
const CODES = new Set(DATA.rules.map((rule) => rule.code));
const KNOWN = new Map(CHILDREN.map((child, at) => [child, at]));
for (const finding of FINDINGS) finding.child = KNOWN.get(finding.named);

function worstFirst(groups) {
  return [...groups].sort(([one, first], [other, second]) => second.length - first.length || (one < other ? -1 : 1)).map(([child]) => child);
}

/** The rows that a finding's rule looked at: table, row, what the row is to the finding's own, columns. */
function rowsSeen({ group, place, row: own }) {
  return group.looks.flatMap(([table, look, led]) => {
    const [role, columns] = DATA.looks[look];
    return (led ? [led[place]].flat() : [own]).map((row) => ({ table, row, role, columns }));
  });
}

/** The facts that a finding's rule looked at: title, value. */
function factsSeen({ group, place }) {
  const there = group.facts.filter(([, values]) => values[place] !== NONE);
  return there.map(([title, values]) => [DATA.facts[title], DATA.facts[values[place]]]);
}

/** The text of one cell; null where it is blank or its row is not there. */
function textOf(table, row, column) {
  const cells = DATA.tables[table].rows[row];
  return cells ? cells[DATA.tables[table].columns.indexOf(column)] : null;
}

/** A column as people read it: whether it is worked out is said with it. */
const headOf = (table, column) => DATA.tables[table].heads[DATA.tables[table].columns.indexOf(column)];

/** Whether a finding's rule blames this cell of the finding's own row. */
const blames = (finding, column) => DATA.rules[finding.rule].fields.includes(column);

const isOwn = (finding, seen) => seen.table === finding.table && seen.row === finding.row && !seen.role;

/** All that a search may meet in a finding, made when first asked for. */
function searchable(finding) {
  const rule = DATA.rules[finding.rule];
  const own = (DATA.tables[finding.table].rows[finding.row] ?? []).filter((cell) => cell !== null);
  finding.text ??= [rule.title, finding.named, ...own].join(" ").toUpperCase();
  return finding.text;
}

/** Whether a finding has what was typed: exactly, where that is a rule or a child, or else somewhere. */
function has(finding, word) {
  if (CODES.has(word) || KNOWN.has(word)) return DATA.rules[finding.rule].code === word || finding.named === word;
  return searchable(finding).includes(word);
}

/** The findings that the filters leave. */
function left() {
  const words = chosen("words").toUpperCase().split(",").map((word) => word.trim()).filter(Boolean);
  const table = chosen("table"), age = chosen("age"), accepted = chosen("accepted"), due = chosen("due");
  const labels = ["severity", "owner"].filter(chosen);
  return FINDINGS.filter((one) =>
    (!words.length || words.some((word) => has(one, word)))
    && (table === "" || one.table === Number(table))
    && (!age || one.isNew)
    && (!due || (due === "yes") === Boolean(one.later))
    && (!accepted || (accepted === "yes") === Boolean(one.accepted))
    && labels.every((name) => DATA.rules[one.rule][name] === chosen(name)));
}

/** Values in groups, by what ``key`` says of each. */
function grouped(values, key) {
  const groups = new Map();
  for (const value of values) {
    const at = key(value);
    if (groups.has(at)) groups.get(at).push(value);
    else groups.set(at, [value]);
  }
  return groups;
}

let byChild;
/** A child's rows: of each table its number and those of the rows. */
function rowsOf(child) {
  byChild ??= DATA.tables.map((table) => {
    const at = table.columns.indexOf("CHILD");
    return at < 0 ? new Map() : grouped(Object.keys(table.rows), (row) => table.rows[row][at]);
  });
  return byChild.map((rows, table) => [table, rows.get(child) ?? []]).filter(([, rows]) => rows.length);
}
