/* The list by rule and by child: what is shown, opened, sorted, linked to and printed. */
const A_PAGE = 25, MOST_PRINTED = 1000, PRINTED_OF_EACH = 10;
const rules = [...document.querySelectorAll("#rules > details")];
let shown = [], groups = new Map(), page = 0;

/** Draws what the filters leave. */
function draw() {
  shown = left();
  const asChildren = chosen("show") === "children";
  by("rules").hidden = asChildren;
  by("children").hidden = !asChildren;
  groups = grouped(shown, asChildren ? (one) => one.child : (one) => one.rule);
  const people = new Set(shown.map((one) => one.child)).size;
  by("count").textContent = `${shown.length.toLocaleString("en-GB")} of ${numbered(FINDINGS.length, "finding", "findings")}, of ${numbered(people, "child", "children")}`;
  by("print").textContent = `Print, ${onPaper().short}`;
  if (asChildren) drawChildren();
  else drawRules();
}

const distinct = (findings, key) => new Set(findings.map((one) => one[key])).size;
const recent = (findings) => findings.filter((one) => one.isNew).length;

/** How two groups are sorted, each a pair of a number and its findings. */
function order(name, key) {
  const most = {
    findings: (group) => group.length, children: (group) => distinct(group, key), new: recent,
  }[chosen("sort")];
  if (most) return (one, other) => most(other[1]) - most(one[1]) || one[0] - other[0];
  if (chosen("sort") === "code") return (one, other) => name(one[0]).localeCompare(name(other[0]), "en-GB", { numeric: true });
  return (one, other) => one[0] - other[0];
}

function drawRules() {
  by("pages").hidden = true;
  const most = Math.max(1, ...[...groups.values()].map((group) => group.length));
  for (const details of rules) {
    const group = groups.get(Number(details.dataset.rule)) ?? [];
    details.hidden = !group.length;
    count(details, "rows", group.length, "row", "rows");
    count(details, "children", distinct(group, "child"), "child", "children");
    details.querySelector("rect").setAttribute("width", `${(100 * group.length) / most}%`);
    if (details.open) fill(details);
    else details.querySelector(".found").replaceChildren();
  }
  const sorted = [...groups].sort(order((rule) => DATA.rules[rule].code, "child"));
  by("rules").append(...sorted.map(([rule]) => rules[rule]));
}

function count(details, what, number, one, many) {
  const [digits, noun] = numbered(number, one, many).split(" ");
  details.querySelector(`[data-count=${what}]`).replaceChildren(digits, make("span", "hidden", ` ${noun}, `));
}

/** Fills an open rule with a page of its findings, or for paper with so many. */
function fill(details, from = 0, size = A_PAGE) {
  const group = groups.get(Number(details.dataset.rule)) ?? [];
  const parts = [table(group.slice(from, from + size))];
  if (group.length > size && size === A_PAGE) parts.push(pager(group.length, from, (to) => fill(details, to)));
  details.querySelector(".found").replaceChildren(...parts);
}

function pager(length, from, go) {
  const button = (text, to) => {
    const made = make("button", "btn two low", text);
    made.type = "button";
    made.disabled = to < 0 || to >= length;
    made.onclick = () => go(to);
    return made;
  };
  const where = `${from + 1} to ${Math.min(from + A_PAGE, length)} of ${length.toLocaleString("en-GB")}`;
  return make("p", "row screen-only", button("Previous", from - A_PAGE), make("span", "small", where), button("Next", from + A_PAGE));
}

function drawChildren() {
  const sorted = [...groups].sort(order((child) => CHILDREN[child], "rule"));
  const pages = Math.max(1, Math.ceil(sorted.length / A_PAGE));
  page = Math.min(page, pages - 1);
  const here = sorted.slice(page * A_PAGE, (page + 1) * A_PAGE);
  by("children").replaceChildren(...here.map(([child, findings]) => folded(child, findings, here.length === 1)));
  by("pages").hidden = pages === 1;
  const [back, where, next] = by("pages").children;
  where.textContent = `Page ${page + 1} of ${pages}`;
  back.disabled = page === 0;
  next.disabled = page === pages - 1;
}

/** One child, to be opened. */
function folded(child, findings, open) {
  const about = `${numbered(findings.length, "finding", "findings")} of ${numbered(distinct(findings, "rule"), "rule", "rules")}`;
  const made = make("details", "rule", make("summary", "", make("span", "", make("span", "code", `Child ${nameOf(CHILDREN[child])}`), `: ${about}`)), make("div", "open person"));
  made.id = `child-${child}`;
  made.addEventListener("toggle", () => { if (made.open) fillChild(made, child, findings); });
  if (open) fillChild(made, child, findings);
  made.open = open;
  return made;
}

function fillChild(details, child, findings) {
  const body = details.lastElementChild;
  if (!body.childElementCount) body.append(...person(child, findings));
}

/** What paper gets of what is shown: how many of each rule or child, and in words. */
function onPaper() {
  const all = shown.length <= MOST_PRINTED;
  if (chosen("show") === "children") {
    const children = Math.min(groups.size, A_PAGE);
    return { size: A_PAGE, short: numbered(children, "child", "children"), words: `Printed: ${children} of ${numbered(groups.size, "child", "children")} with these findings, each with the whole record.` };
  }
  const printed = all ? shown.length : [...groups.values()].reduce((sum, group) => sum + Math.min(group.length, PRINTED_OF_EACH), 0);
  const some = printed.toLocaleString("en-GB");
  const words = shown.length === FINDINGS.length && all ? `Printed: all ${numbered(printed, "finding", "findings")}, rule by rule.`
    : `Printed: ${some} of ${numbered(FINDINGS.length, "finding", "findings")}, rule by rule: ${all ? "those that the filters leave" : `the first ${PRINTED_OF_EACH} of each rule`}.`;
  return { size: all ? MOST_PRINTED : PRINTED_OF_EACH, short: all ? `all ${some}` : `${some} of ${shown.length.toLocaleString("en-GB")}`, words };
}

function forPaper() {
  const paper = onPaper();
  by("printed").textContent = paper.words;
  const list = document.querySelectorAll("#rules:not([hidden]) > details:not([hidden]), #children:not([hidden]) > details");
  for (const details of list) {
    details.dataset.wasOpen = details.open;
    if (details.dataset.rule) fill(details, 0, paper.size);
    else fillChild(details, Number(details.id.slice("child-".length)), groups.get(Number(details.id.slice("child-".length))));
    details.open = true;
  }
}

function afterPaper() {
  for (const details of document.querySelectorAll("details[data-was-open]")) {
    details.open = details.dataset.wasOpen === "true";
    delete details.dataset.wasOpen;
  }
  draw();
}

/** Goes where the address says: to a rule or, by its number on this page alone, to a child. */
function follow() {
  const [, kind, name] = /^#(rule|child)-(.+)$/.exec(location.hash) ?? [];
  if (!kind) return location.hash || by("filters").reset();
  if (kind === "child") {
    by("show").value = "children";
    by("words").value = CHILDREN[Number(name)] ?? "";
  } else if (by("show").value !== "rules" || document.getElementById(`rule-${decodeURIComponent(name)}`)?.hidden) {
    by("filters").reset();
  }
  page = 0;
  draw();
  const there = document.getElementById(location.hash.slice(1));
  if (!there) return;
  there.open = true;
  there.scrollIntoView();
  there.querySelector("summary").focus({ preventScroll: true });
}

function changed() {
  page = 0;
  draw();
}

DATA.tables.forEach((one, at) => { if (FINDINGS.some((finding) => finding.table === at)) by("table").append(new Option(whole(one), at)); });
for (const details of rules) details.addEventListener("toggle", () => { if (details.open && !details.dataset.wasOpen) fill(details); });
by("filters").hidden = false;
by("filters").addEventListener("input", changed);
by("filters").addEventListener("submit", (event) => event.preventDefault());
by("filters").addEventListener("reset", () => setTimeout(changed));
by("print").onclick = () => print();
by("pages").addEventListener("click", (event) => {
  page += Number(event.target.dataset.step ?? 0);
  drawChildren();
});
addEventListener("hashchange", follow);
addEventListener("beforeprint", forPaper);
addEventListener("afterprint", afterPaper);
draw();
follow();
