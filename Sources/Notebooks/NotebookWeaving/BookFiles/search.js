// The search: every word of the query, or the nearest word of the book if it has none such, in one section.
"use strict";

const search = {
  entries: searchIndex.map(entry => ({
    ...entry, name: entry.url.slice(0, entry.url.indexOf("#")).toLowerCase() + " " + entry.page.toLowerCase(),
    heading: entry.title.toLowerCase(), body: entry.text.toLowerCase(),
  })),

  words(text) { return text.toLowerCase().split(/[\s,;:.?!()"“”]+/).filter(word => word); },

  get vocabulary() {
    this.known ??= [...new Set(this.entries.flatMap(entry =>
      (entry.heading + " " + entry.body).match(/\p{L}{3,}/gu) ?? []))];
    return this.known;
  },

  // How well a section answers: headings count most, then the chapter's name, then how often and how close.
  score(entry, words) {
    let score = 0;
    for (const word of words) {
      const count = entry.body.split(word).length - 1, inHeading = entry.heading.includes(word);
      const inName = entry.name.includes(word);
      if (!count && !inHeading && !inName) return 0;
      score += 6 * inHeading + 3 * inName + 2 * count / (count + 2);
    }
    const isPhrase = words.length > 1 && (entry.body.includes(words.join(" ")) || entry.heading.includes(words.join(" ")));
    return score + 4 * isPhrase;
  },

  isKnown(word) {
    return this.entries.some(entry => entry.body.includes(word) || entry.heading.includes(word) || entry.name.includes(word));
  },

  // The words as the book spells them.
  spelled(words) {
    return words.map(word => this.isKnown(word) ? word : nearest(word, this.vocabulary) ?? word);
  },

  find(text) {
    const words = this.spelled(this.words(text));
    const hits = words.length ? this.entries.map(entry => ({ entry, score: this.score(entry, words) })) : [];
    return {
      words,
      entries: hits.filter(hit => hit.score > 0).sort((a, b) => b.score - a.score).slice(0, 20).map(hit => hit.entry),
    };
  },
};

// The word with the fewest slips between it and the given one: at most one, or two in a long word.
function nearest(word, vocabulary) {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let best = null, least = most + 1;
  for (const other of vocabulary) {
    if (Math.abs(other.length - word.length) >= least) continue;
    const slips = distance(word, other);
    if (slips < least) [best, least] = [other, slips];
  }
  return best;
}

// Letters to insert, delete, replace, or swap with their neighbor.
function distance(a, b) {
  let before = [], last = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.length];
}

// A pattern of any of the words, the longest first.
function pattern(words) {
  const escaped = words.filter(word => word.length > 1).sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return escaped.length ? new RegExp(escaped.join("|"), "giu") : null;
}

// A text with the words in it marked.
function marked(text, words) {
  const parts = document.createDocumentFragment(), wanted = pattern(words);
  let end = 0;
  for (const match of wanted ? text.matchAll(wanted) : []) {
    const mark = document.createElement("mark");
    mark.textContent = match[0];
    parts.append(text.slice(end, match.index), mark);
    end = match.index + match[0].length;
  }
  parts.append(text.slice(end));
  return parts;
}

function excerpt(entry, words) {
  const places = words.map(word => entry.body.indexOf(word)).filter(place => place >= 0);
  const start = Math.max(0, (places.length ? Math.min(...places) : 0) - 40);
  return (start > 0 ? "… " : "") + entry.text.slice(start, start + 130) + " …";
}

function resultItem(entry, words, index) {
  const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
  const [page, anchor] = entry.url.split("#");
  item.id = `result-${index}`;
  item.setAttribute("role", "option");
  link.href = `${page}?highlight=${encodeURIComponent(words.join(" "))}#${anchor}`;
  link.tabIndex = -1;
  link.append(marked(`${entry.page}: ${entry.title}`, words));
  text.append(marked(excerpt(entry, words), words));
  link.append(text);
  item.append(link);
  return item;
}

(function addSearch() {
  const query = document.getElementById("query"), results = document.getElementById("results");
  let chosen = -1;

  function show() {
    const { words, entries } = search.find(query.value);
    chosen = -1;
    const items = entries.map((entry, index) => resultItem(entry, words, index));
    const isOther = words.join(" ") !== search.words(query.value).join(" ");
    const note = words.length && !entries.length ? "Nothing found." : isOther ? `Found for “${words.join(" ")}”:` : "";
    if (note) {
      const item = document.createElement("li");
      item.className = "note";
      item.setAttribute("role", "status");
      item.textContent = note;
      items.unshift(item);
    }
    results.replaceChildren(...items);
    query.setAttribute("aria-expanded", items.length > 0);
    query.removeAttribute("aria-activedescendant");
  }

  function choose(step) {
    const items = [...results.querySelectorAll("[role=option]")];
    if (!items.length) return;
    items[chosen]?.removeAttribute("aria-selected");
    chosen = (chosen + step + items.length + (chosen < 0 && step < 0 ? 1 : 0)) % items.length;
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    query.setAttribute("aria-activedescendant", items[chosen].id);
  }

  function close() {
    results.replaceChildren();
    query.setAttribute("aria-expanded", "false");
  }

  query.addEventListener("input", show);
  query.addEventListener("focus", () => { if (query.value) show(); });
  query.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      (results.querySelector("[aria-selected] a") ?? results.querySelector("[role=option] a"))?.click();
    } else if (event.key === "Escape") {
      close();
      query.value = "";
      query.blur();
    }
  });
  document.addEventListener("click", event => { if (!event.target.closest(".find")) close(); });
})();

// Marks the words that led to this page until Escape is pressed.
function highlightFound() {
  const words = search.words(new URLSearchParams(location.search).get("highlight") ?? "");
  const wanted = pattern(words);
  if (!wanted) return;
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT, node =>
    node.parentElement.closest("svg, math, .play, .copy") || node.data.search(wanted) < 0
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) node.replaceWith(marked(node.data, words));
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const mark of document.querySelectorAll("main mark")) mark.replaceWith(mark.textContent);
  });
}
