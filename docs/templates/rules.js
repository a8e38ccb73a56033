"use strict";

// Narrows the table of rules to a year, a table, a theme and words; what was chosen stands in the address, so that it can be sent on.
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("#rules tbody tr")];
const said = document.getElementById("shown");

function narrow() {
  const chosen = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const words = (chosen.words || "").toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const fits =
      ["year", "table", "theme"].every((name) => !chosen[name] || row.dataset[name].split(" ").includes(chosen[name])) &&
      words.every((word) => text.includes(word));
    row.hidden = !fits;
    shown += fits;
  }
  said.textContent = `${shown} of ${rows.length} rules`;
  const given = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
  history.replaceState(null, "", given.size ? `?${given}` : location.pathname);
}

for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
form.hidden = false;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
narrow();
