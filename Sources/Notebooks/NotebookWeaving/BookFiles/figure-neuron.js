// A text in the colors of one unit: hover, focus or tap a unit to see the text through it, a letter for its value.
"use strict";

figures.neuron = (stage, { tokens, units, values, next }) => {
  let unit = 0, token = null;
  const list = stage.make("div", { class: "play-choices", role: "group", "aria-label": "Units" });
  stage.controls.append(list);
  const buttons = units.map((name, i) => {
    const button = stage.make("button", { type: "button" }, list, name);
    for (const event of ["pointerenter", "focus", "click"]) button.addEventListener(event, () => { unit = i; stage.draw(); });
    return button;
  });
  const visible = text => text.replace(/\n/g, "⏎").replace(/ /g, "\u00a0");
  const text = stage.make("p", { class: "play-letters" }, stage.box);
  const letters = tokens.map((letter, i) => {
    const column = stage.make("span", { class: "play-letter" }, text);
    const span = stage.make("span", {}, column, visible(letter));
    for (const guess of next[i] ?? []) stage.make("small", {}, column, visible(guess).replace("\u00a0", "␣"));
    if (letter.includes(" ") || letter.includes("\n")) text.append(stage.make("wbr"));
    span.addEventListener("pointerenter", () => { token = i; stage.draw(); });
    return span;
  });

  stage.run(next.length ? "A text through the eyes of a unit; below each letter, the most likely next ones" : "A text through the eyes of a unit", () => {
    const most = Math.max(...values[unit].map(Math.abs)) || 1;
    letters.forEach((span, i) => {
      const color = warmth(values[unit][i] / most);
      Object.assign(span.style, { background: color.fill, color: color.ink, outline: i === token ? "2px solid var(--ink)" : "" });
    });
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", i === unit));
    stage.say(token === null ? `${units[unit]}: between −${number(most, 2)} (blue) and ${number(most, 2)} (orange).`
      : `${units[unit]} after “${visible(tokens[token])}”: ${number(values[unit][token], 2)}`
        + (next.length ? `; most likely next: ${next[token].map(visible).join("  ")}` : "."));
  });
};
