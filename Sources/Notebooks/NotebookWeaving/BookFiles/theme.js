// Runs before the page is drawn, so it never flashes in the other colors: the reader's choice between light and dark.
"use strict";

const theme = {
  names: ["auto", "light", "dark"],

  // Storage can be forbidden, as some browsers do for files: then a choice lasts for one page.
  get stored() {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  },

  set(name) {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    this.name = name;
    try { localStorage.setItem("theme", name); } catch { /* see above */ }
  },

  next() { this.set(this.names[(this.names.indexOf(this.name) + 1) % this.names.length]); },
};

document.documentElement.classList.add("js");
theme.set(theme.names.includes(theme.stored) ? theme.stored : "auto");
