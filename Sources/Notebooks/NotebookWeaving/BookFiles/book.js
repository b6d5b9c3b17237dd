// What a page does beside search and figures: contents, colors, copying, enlarging, keys, highlights.
"use strict";

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function addThemeSwitch() {
  const button = element("button", { id: "theme", type: "button" });
  const show = () => {
    button.textContent = { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" }[theme.name];
    button.setAttribute("aria-label", `Colors: ${theme.name}; change`);
  };
  button.addEventListener("click", () => { theme.next(); show(); });
  show();
  document.querySelector("header").append(button);
}

// On a narrow screen the contents are folded behind their link.
function foldContents() {
  const root = document.documentElement, menu = document.querySelector(".menu");
  const open = isOpen => {
    root.classList.toggle("open", isOpen);
    menu.setAttribute("aria-expanded", isOpen);
  };
  menu.setAttribute("role", "button");
  open(false);
  menu.addEventListener("click", event => { event.preventDefault(); open(!root.classList.contains("open")); });
  document.getElementById("contents").addEventListener("click", event => {
    if (event.target.closest("a")) open(false);
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") open(false); });
  document.querySelector("#contents [aria-current]")?.scrollIntoView({ block: "center" });
}

function addCopyButtons() {
  for (const block of document.querySelectorAll(".lines.code")) {
    const button = element("button", { className: "copy", type: "button", textContent: "Copy" });
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", async () => {
      button.textContent = await copied(block.querySelector("pre").textContent) ? "Copied" : "Not copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    block.append(button);
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = element("textarea", { value: text });
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    return isDone;
  }
}

// A drawing that the page has shrunk is shown in its own size by a click.
function addEnlarging() {
  const dialog = element("dialog"), close = element("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.querySelector("svg")?.remove());
  dialog.append(close);
  document.body.append(dialog);
  for (const drawing of document.querySelectorAll(".output_area .drawing")) {
    drawing.addEventListener("click", () => {
      if (drawing.getBoundingClientRect().width >= drawing.viewBox.baseVal.width - 1) return;
      dialog.append(drawing.cloneNode(true));
      dialog.showModal();
    });
  }
}

// A formula wider than its place is set smaller, down to eight tenths; what still does not fit scrolls. Paper cannot
// scroll, and its column is narrower than a screen's.
function fitFormulas(isPaper = matchMedia("print").matches) {
  const [limit, least] = isPaper ? [600, 0.4] : [Infinity, 0.8];
  for (const formula of document.querySelectorAll("math")) {
    formula.style.fontSize = "";
    const place = formula.closest(".formula, p, li, td, main"), room = Math.min(place.clientWidth, limit);
    const width = formula.getBoundingClientRect().width;
    if (width > room && room > 0) formula.style.fontSize = `${Math.max(least, 0.98 * room / width)}em`;
  }
}

// What scrolls can be reached by keyboard.
function markScrolling() {
  for (const box of document.querySelectorAll(".wide")) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

function addKeys() {
  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input, textarea, select, button, dialog, [tabindex='0']");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (step) document.querySelector(`a[rel=${step}]`)?.click();
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("query").focus();
    }
  });
}

if (matchMedia("(max-width: 36rem)").matches) document.getElementById("query").placeholder = "Search";
addThemeSwitch();
foldContents();
addCopyButtons();
addEnlarging();
addKeys();
highlightFound();
addFigures();
fitFormulas();
markScrolling();
document.fonts.ready.then(() => { fitFormulas(); markScrolling(); });
addEventListener("resize", () => { fitFormulas(); markScrolling(); });
addEventListener("beforeprint", () => fitFormulas(true));
addEventListener("afterprint", () => fitFormulas(false));
