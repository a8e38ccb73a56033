"use strict";

// The pages that fit ?q=…, those of rules first: `pages` is written by hooks.py, so that a site opened from a drive can be searched.
const MOST = 50;
const BEGINNING = 160;

const asked = (new URLSearchParams(location.search).get("q") || "").trim();
const codes = new Map(pages.filter((page) => page.rule).map((page) => [page.rule.toUpperCase(), page]));

const index = lunr(function () {
  this.ref("at");
  this.field("title", { boost: 10 });
  this.field("text");
  // Fields such as PL_LA and rules such as 503A are words of their own: nothing is to be cut off them.
  this.pipeline.remove(lunr.trimmer);
  pages.forEach((page, at) => this.add({ at, title: page.title, text: page.text }, { boost: page.rule ? 3 : 1 }));
});

function found(words) {
  const named = words.map((word) => codes.get(word.toUpperCase())).filter(Boolean);
  const ranked = index.query((query) => {
    for (const word of words) {
      query.term(word.toLowerCase(), { boost: 10 });
      query.term(lunr.stemmer(new lunr.Token(word.toLowerCase())).toString(), { boost: 5 });
      if (word.length > 2) query.term(word.toLowerCase(), { wildcard: lunr.Query.wildcard.TRAILING });
    }
  });
  return [...new Set([...named, ...ranked.map((one) => pages[one.ref])])].slice(0, MOST);
}

function entry(page) {
  const link = document.createElement("a");
  link.href = page.location;
  link.textContent = page.title;
  const text = document.createElement("p");
  text.className = "quiet small";
  text.textContent = page.text.slice(0, BEGINNING).trim() + (page.text.length > BEGINNING ? " …" : "");
  const item = document.createElement("li");
  item.append(link, text);
  return item;
}

const words = asked.split(/[\s,]+/).filter(Boolean);
const results = words.length ? found(words) : [];
document.getElementById("find").value = asked;
document.getElementById("results").replaceChildren(...results.map(entry));
document.getElementById("found").textContent = !words.length
  ? "Type a rule's number, a field or a word above."
  : results.length === 0
    ? `Nothing has “${asked}”. Try another word, or a rule's number.`
    : `${results.length === MOST ? `The first ${MOST}` : results.length} ${results.length === 1 ? "page" : "pages"} for “${asked}”`;
