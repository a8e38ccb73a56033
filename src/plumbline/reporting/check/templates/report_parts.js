/* Findings and records as parts of the page. Text is only ever put in as text. */
function make(name, className, ...parts) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...parts.filter((part) => part !== null));
  return made;
}

function link(href, text) {
  const made = make("a", "", text);
  made.href = href;
  return made;
}

const nameOf = (child) => child || "(no child)";
const whole = (table) => [table.title, table.year].filter(Boolean).join(", ");
const brief = (table) => [table.name, table.year].filter(Boolean).join(", ");

function labelled(name, value, lit) {
  const text = make("dd", lit ? "lit" : "", value ?? "(blank)");
  if (lit) text.append(make("span", "hidden", " (at fault)"));
  return make("div", "cell", make("dt", "quiet", `${name} `), text);
}

/** One row that a rule looked at: where it is, and the cells. */
function rowSeen(finding, seen) {
  const table = DATA.tables[seen.table], line = table.lines[seen.row];
  const which = seen.row === NONE ? ": none" : line ? `, line ${line}` : "";
  const place = `${seen.role ? `${seen.role}: ` : ""}${brief(table)}${which}`;
  const made = make("dl", "cells", make("div", "source", make("dt", "", place)));
  if (seen.row === NONE) return made;
  for (const column of seen.columns)
    made.append(labelled(headOf(seen.table, column), textOf(seen.table, seen.row, column), isOwn(finding, seen) && blames(finding, column)));
  return made;
}

/** The two sides of a finding: its own row, and all that it was held against. */
function sides(finding) {
  const rows = rowsSeen(finding), facts = factsSeen(finding);
  const own = rows.filter((seen) => isOwn(finding, seen)).map((seen) => rowSeen(finding, seen));
  const others = rows.filter((seen) => !isOwn(finding, seen)).map((seen) => rowSeen(finding, seen));
  if (facts.length) {
    const worked = make("dl", "cells", make("div", "source", make("dt", "", "Worked out")));
    worked.append(...facts.map(([title, value]) => labelled(title, value ?? "not known", false)));
    others.push(worked);
  }
  return [own, others];
}

function chips(finding) {
  const made = [];
  if (finding.isNew) made.push(make("span", "chip look", "▲ new"));
  if (finding.later) made.push(make("span", "chip", "Not due yet"));
  if (finding.accepted) made.push(make("span", "chip", `Accepted: ${finding.accepted}`));
  return made;
}

/** A child's whole record, with the cells lit that the findings blame. */
function record(child, findings) {
  const lit = new Map();
  for (const one of findings)
    for (const seen of rowsSeen(one).filter((row) => isOwn(one, row)))
      for (const column of seen.columns.filter((name) => blames(one, name))) {
        const at = [seen.table, seen.row, column].join(" ");
        lit.set(at, [...(lit.get(at) ?? []), DATA.rules[one.rule].code]);
      }
  const name = nameOf(CHILDREN[child]);
  const tables = rowsOf(CHILDREN[child]).map(([table, rows]) => recordTable(table, rows, name, lit));
  return make("div", "record", ...timeline(CHILDREN[child], name, lit), ...(tables.length ? tables : [make("p", "", "The return has no more of this child.")]));
}

function recordTable(number, rows, child, lit) {
  const table = DATA.tables[number];
  const codes = (row, column) => lit.get([number, row, column].join(" "));
  const wanted = table.columns.filter((column) => column !== "CHILD" || rows.some((row) => codes(row, column)));
  const shown = wanted.filter((column) => rows.some((row) => textOf(number, row, column) !== null || codes(row, column)));
  const blank = wanted.filter((column) => !shown.includes(column));
  const head = make("tr", "", ...["Line", ...shown.map((column) => headOf(number, column))].map(heading));
  const lines = rows.map((row) => make("tr", "", make("td", "", String(table.lines[row])), ...shown.map((column) => {
    const blamed = codes(row, column), text = textOf(number, row, column);
    return blamed ? make("td", "lit by-rule", text ?? "(blank)", make("span", "us small", ` ▲ ${blamed.join(", ")}`)) : make("td", "", text);
  })));
  const caption = make("caption", "", `${whole(table)} `, make("span", "quiet", `· ${table.file}`));
  const made = region(`${whole(table)} of child ${child}`, make("table", "", caption, make("thead", "", head), make("tbody", "", ...lines)));
  return make("div", "", made, blank.length ? make("p", "small quiet", `Blank: ${blank.map((column) => headOf(number, column)).join(", ")}`) : null);
}

function heading(text) {
  const made = make("th", "", text);
  made.scope = "col";
  return made;
}

function region(label, ...parts) {
  const made = make("div", "scroll", ...parts);
  made.tabIndex = 0;
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", label);
  return made;
}

/** The findings of one rule as a table: whose row, what is at fault in it, what that was held against. */
function table(findings) {
  const head = make("thead", "", make("tr", "", ...["Child", "The row at fault", "Held against"].map(heading)));
  const body = make("tbody", "", ...findings.map((one) => {
    const [own, others] = sides(one);
    const who = make("th", "", link(`#child-${one.child}`, nameOf(CHILDREN[one.child])), " ", ...chips(one));
    who.scope = "row";
    return make("tr", "", who, make("td", "", ...own), make("td", "", ...(others.length ? others : [make("span", "quiet", "itself alone")])));
  }));
  return make("table", "", head, body);
}

/** The findings of one child as a list, and the child's record. */
function person(child, findings) {
  const items = findings.map((one) => {
    const rule = DATA.rules[one.rule], [own, others] = sides(one);
    return make("li", "", link(`#rule-${rule.code}`, rule.code), ` ${rule.title} `, ...chips(one), make("div", "pair", make("div", "", ...own), others.length ? make("div", "", ...others) : null));
  });
  return [make("ul", "", ...items), record(child, findings)];
}
