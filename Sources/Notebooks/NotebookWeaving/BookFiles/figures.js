// The frame of the figures to play with. A chapter marks a picture with `data-figure` and `data-values`; the program
// `figure-NAME.js` of that name draws on a stage in its place. The picture stays for paper and for readers without
// programs.
"use strict";

const figures = {};

// A stage as wide as the page allows: the figure draws itself again when that changes, so letters keep their size.
class Stage {
  constructor(place) {
    this.place = place;
    this.figure = this.make("figure", { class: "play", "data-name": place.dataset.figure });
    this.title = this.make("p", { class: "play-title" }, this.figure);
    this.box = this.make("div", { class: "play-box" }, this.figure);
    this.controls = this.make("div", { class: "play-controls" }, this.figure);
    this.status = this.make("p", { class: "play-status", role: "status" }, this.figure);
    place.after(this.figure);
  }

  make(tag, attributes = {}, parent = null, text = null) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== null) made.textContent = text;
    parent?.append(made);
    return made;
  }

  // Starts the figure: `draw(width)` is called now and whenever something changes.
  run(title, draw) {
    this.title.textContent = title;
    this.figure.setAttribute("aria-label", title);
    this.draw = () => draw(Math.min(640, this.figure.clientWidth - 26));
    let width = 0;
    new ResizeObserver(() => {
      if (this.figure.clientWidth !== width) { width = this.figure.clientWidth; this.draw(); }
    }).observe(this.figure);
    this.draw();
  }

  say(text) { if (this.status.textContent !== text) this.status.textContent = text; }

  // An empty drawing of this size in the place of the last one.
  canvas(width, height) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", this.title.textContent);
    this.box.replaceChildren(svg);
    return svg;
  }

  slider(label, { from, to, step, value, text = x => number(x, 2) }, change) {
    const row = this.make("label", { class: "play-slider" }, this.controls);
    this.make("span", {}, row, label);
    const input = this.make("input", { type: "range", min: from, max: to, step, value }, row);
    const output = this.make("output", {}, row);
    const show = () => {
      output.textContent = text(Number(input.value));
      input.setAttribute("aria-valuetext", output.textContent);
    };
    show();
    input.addEventListener("input", () => { show(); change(Number(input.value)); this.draw(); });
    return { set(value) { input.value = value; show(); } };
  }

  button(label, act) {
    const button = this.make("button", { type: "button" }, this.controls, label);
    button.addEventListener("click", () => { act(); this.draw(); });
    return button;
  }

  check(label, isOn, change) {
    const row = this.make("label", { class: "play-check" }, this.controls);
    const input = this.make("input", { type: "checkbox" }, row);
    input.checked = isOn;
    row.append(" " + label);
    input.addEventListener("change", () => { change(input.checked); this.draw(); });
  }
}

// Part of a drawing. `fill`, `stroke` and the like may name a color of the page, such as `ink` or `accent`.
function shape(parent, tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    const isColor = (name === "fill" || name === "stroke") && /^[a-z]+$/.test(value) && value !== "none";
    if (isColor) made.style[name] = `var(--${value})`;
    else made.setAttribute(name, value);
  }
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

// A text with symbols such as `W_hh`: an italic letter with its index below.
function symbols(text, written) {
  for (const [, letter, index, other] of written.matchAll(/([A-Za-z])_(\w+)|([^_]+?(?=[A-Za-z]_|$))/g)) {
    if (other !== undefined) { shape(text, "tspan", {}, other); continue; }
    shape(text, "tspan", { "font-style": "italic", "font-family": "'STIX Two Text', 'Times New Roman', serif", "font-size": 15 }, letter);
    shape(text, "tspan", { dy: 3, "font-size": 10.5 }, index);
    shape(text, "tspan", { dy: -3 }, "\u200b");
  }
}

// A number with a real minus sign.
function number(value, digits) { return value.toFixed(digits).replace("-", "−"); }

// Blue below zero, orange above, as the heat maps of the chapters, and the ink that is legible on it.
function warmth(share) {
  const stops = [[8, 48, 107], [107, 174, 214], [247, 247, 247], [241, 105, 19], [107, 36, 2]];
  const place = Math.min(Math.max((share + 1) / 2, 0), 1) * (stops.length - 1);
  const lower = Math.min(Math.floor(place), stops.length - 2), part = place - lower;
  const color = stops[lower].map((low, i) => Math.round(low + (stops[lower + 1][i] - low) * part));
  const [red, green, blue] = color.map(v => v <= 10 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  return { fill: `rgb(${color})`, ink: 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#fefefe" };
}

// The names of curves in their colors, side by side or, where there is no room, in lines; returns where the last ends.
function legend(svg, entries, { left, top, width }) {
  let x = left, y = top;
  for (const [name, color] of entries) {
    const text = shape(svg, "text", { x, y, fill: color, "font-weight": 600 }, name);
    const length = text.getComputedTextLength();
    if (x > left && x + length > left + width) {
      [x, y] = [left, y + 18];
      text.setAttribute("x", x);
      text.setAttribute("y", y);
    }
    x += length + 20;
  }
  return y;
}

// A curve through points in a rectangle, with axes.
function plot(svg, { left, top, width, height, x, y, xLabel, yLabel }) {
  const across = value => left + (value - x[0]) / (x[1] - x[0]) * width;
  const up = value => top + height - (value - y[0]) / (y[1] - y[0]) * height;
  for (const value of y.slice(2)) {
    shape(svg, "line", { x1: left, x2: left + width, y1: up(value), y2: up(value), stroke: "line" });
    shape(svg, "text", { x: left - 6, y: up(value) + 4, "text-anchor": "end", fill: "quiet" }, String(value).replace("-", "−"));
  }
  for (const value of x.slice(2)) {
    shape(svg, "text", { x: across(value), y: top + height + 17, "text-anchor": "middle", fill: "quiet" }, String(value));
  }
  shape(svg, "line", { x1: left, x2: left + width, y1: top + height, y2: top + height, stroke: "quiet" });
  shape(svg, "text", { x: left + width, y: top + height + 33, "text-anchor": "end", fill: "quiet" }, xLabel);
  shape(svg, "text", { x: left - 30, y: top - 8, fill: "quiet" }, yLabel);
  const curve = (points, color, more = {}) => shape(svg, "polyline", {
    points: points.map(([a, b]) => `${across(a).toFixed(1)},${up(b).toFixed(1)}`).join(" "),
    fill: "none", stroke: color, "stroke-width": 2.2, "stroke-linejoin": "round", ...more,
  });
  return { across, up, curve };
}

function addFigures() {
  for (const place of document.querySelectorAll("[data-figure]")) {
    const start = figures[place.dataset.figure];
    if (!start) continue;
    if (!start.keepsPicture) place.classList.add("still");
    start(new Stage(place), JSON.parse(place.dataset.values));
  }
}
