/* A child's year on a time line: placements, missing episodes and reviews, as the record says them. */
const ROW = 34, BAR = 12, UNDER = 20, DAY = 86400000;
/** What is drawn of a table: the columns of its first and last day, those named with it, and how it looks. */
const DRAWN = new Map([
  ["episodes", { from: "DECOM", to: "DEC", named: ["PLACE", "LS"], what: "", look: "stay" }],
  ["missing", { from: "MIS_START", to: "MIS_END", named: ["MISSING"], what: "away, ", look: "bar-open" }],
  ["reviews", { from: "REVIEW", to: "REVIEW", named: ["REVIEW_CODE"], what: "review, ", look: "review" }],
]);
const YEAR = { first: dayOf(by("year").dataset.first), last: dayOf(by("year").dataset.last) };

/** A date as the department writes it, in days; null for any other text. */
function dayOf(text) {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? "") ?? [];
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).getUTCDate() === Number(day) && new Date(time).getUTCMonth() === month - 1 ? time / DAY : null;
}

const across = (day) => (100 * (Math.min(Math.max(day, YEAR.first), YEAR.last) - YEAR.first)) / (YEAR.last - YEAR.first);
const days = (number) => numbered(number, "day", "days");

/** What the record has of this year, the earliest first of each table; of what can't be drawn the reason is ``why``. */
function eventsOf(child, lit) {
  return rowsOf(child).flatMap(([number, rows]) => {
    const table = DATA.tables[number], drawn = table.year === "this year" && DRAWN.get(table.name);
    if (!drawn) return [];
    return rows.map((row) => event(number, row, drawn, lit)).sort((one, other) => one.from - other.from);
  });
}

function event(number, row, drawn, lit) {
  const text = (column) => (DATA.tables[number].columns.includes(column) ? textOf(number, row, column) : null);
  const started = text(drawn.from), ended = text(drawn.to), from = dayOf(started), to = ended === null ? Infinity : dayOf(ended);
  const named = drawn.named.map(text).filter(Boolean).join(", ") || "no code";
  const why = from === null || to === null ? "a date can’t be read" : to < from ? "it ends before it starts"
    : from > YEAR.last || to < YEAR.first ? "it lies outside the year" : "";
  const blamed = [drawn.from, drawn.to].some((column) => lit.has([number, row, column].join(" ")));
  const line = DATA.tables[number].lines[row], name = DATA.tables[number].name;
  return { name, line, from, to, started, ended, why, blamed, look: drawn.look, words: `Line ${line}: ${drawn.what}${named}` };
}

/** Placements that begin before the one before them has ended: the two, and the days that lie in both. */
function overlapsOf(events) {
  const stays = events.filter((one) => one.look === "stay");
  return stays.slice(1).flatMap((next, at) => {
    const before = stays[at], from = Math.max(next.from, YEAR.first), to = Math.min(before.to, next.to, YEAR.last + 1);
    const words = `▲ ${days(to - from)} in both line ${before.line} and line ${next.line}`;
    return to > from ? [{ from, to, words, top: at }] : [];
  });
}

/** A shape of a drawing. Its namespace is taken from the page's own mark: an address in the page would look like a link. */
function shape(name, attributes, words = "") {
  const made = document.createElementNS(document.querySelector("svg").namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = words;
  return made;
}

/** A name above its bar, which it shares an end with, so that nothing runs out of a narrow page. */
function label(words, from, to, y, look) {
  const late = across(from) > 50;
  return shape("text", { x: `${late ? across(to) : across(from)}%`, y, "text-anchor": late ? "end" : "start", class: look }, words);
}

function bar({ from, to, look, blamed, words }, at) {
  const low = across(from), y = ROW * at + UNDER;
  const mark = look === "review" ? shape("circle", { cx: `${low}%`, cy: y + BAR / 2, r: 5, class: blamed ? "us" : "other" })
    : shape("rect", { x: `${low}%`, width: `${Math.max(across(to + 1) - low, 0.3)}%`, y, height: BAR, class: blamed ? "bar-us" : look });
  return [mark, label(blamed ? `▲ ${words}` : words, from, to, y - 6, blamed ? "us" : "")];
}

function drawing(child, drawn, overlaps) {
  const made = by("year").content.firstElementChild.cloneNode(true), foot = ROW * drawn.length;
  const said = [...drawn.map((one) => `${one.words}, ${lasting(one)}`), ...overlaps.map((one) => one.words.slice(2))];
  made.setAttribute("height", foot + 18 * overlaps.length);
  made.setAttribute("aria-label", `The year of child ${child} on a time line. ${said.join("; ")}.`);
  for (const { from, to, top } of overlaps)
    made.append(shape("rect", { x: `${across(from)}%`, width: `${across(to) - across(from)}%`, y: ROW * top, height: 2 * ROW, class: "overlap" }));
  made.append(...drawn.flatMap(bar));
  made.append(...overlaps.map(({ words }, at) => shape("text", { x: "0%", y: foot + 18 * at + 13, class: "us" }, words)));
  return made;
}

const lasting = ({ started, ended, look }) => (look === "review" ? started : `${started} to ${ended ?? "no end"}`);

/** The time line of a child's year, the same as a table, and what of the record could not be drawn. */
function timeline(child, name, lit) {
  const events = eventsOf(child, lit), drawn = events.filter((one) => !one.why), not = events.filter((one) => one.why);
  const parts = [];
  if (drawn.length) {
    const head = make("tr", "", ...["What", "Table", "From", "To"].map(heading));
    const rows = drawn.map((one) => make("tr", "", ...[one.words, one.name, one.started, one.ended ?? "(no end)"].map((cell) => make("td", "", cell))));
    const same = region(`The year of child ${name}, as a table`, make("table", "", make("thead", "", head), make("tbody", "", ...rows)));
    parts.push(make("figure", "", make("figcaption", "", `Placements from ${by("year").dataset.first} to ${by("year").dataset.last}, and when away or reviewed`), drawing(name, drawn, overlapsOf(drawn))));
    parts.push(make("details", "figures screen-only", make("summary", "", "The same as a table"), same));
  }
  const left = not.map((one) => `${one.words} of ${one.name} (${one.why})`);
  if (left.length) parts.push(make("p", "small quiet", `Not drawn: ${left.join("; ")}.`));
  return parts;
}
