// Where each output looked: hover, focus or tap a label to see its weights over the inputs.
"use strict";

figures.alignment = (stage, { rows, columns, values, rowName, columnName }) => {
  let chosen = 0;

  stage.run("Choose an output: where did it look?", width => {
    const perRow = Math.max(1, Math.floor(width / Math.max(34, 12 + 9 * Math.max(...[...rows, ...columns].map(label => label.length)))));
    const cell = Math.min(72, width / Math.min(perRow, Math.max(rows.length, columns.length)));
    const lines = count => Math.ceil(count / perRow), gap = 84;
    const place = i => ({ x: (i % perRow + 0.5) * cell, line: Math.floor(i / perRow) });
    const top = 24, middle = top + 38 * lines(columns.length) + gap;
    const svg = stage.canvas(width, middle + 38 * lines(rows.length) + 18);
    shape(svg, "text", { x: 0, y: 12, fill: "quiet" }, columnName);
    shape(svg, "text", { x: 0, y: middle + 38 * lines(rows.length) + 10, fill: "quiet" }, rowName);
    columns.forEach((label, j) => {
      const { x, line } = place(j), y = top + 38 * line, weight = values[chosen][j], color = warmth(weight);
      const from = place(chosen), bottom = middle + 38 * from.line;
      if (weight > 0.02) shape(svg, "path", {
        d: `M${from.x},${bottom} C${from.x},${bottom - 60} ${x},${y + 90} ${x},${y + 30}`,
        fill: "none", stroke: "second", "stroke-width": 0.5 + 9 * weight, opacity: 0.25 + 0.6 * weight,
      });
      shape(svg, "rect", { x: x - cell / 2 + 2, y, width: cell - 4, height: 30, rx: 4, fill: color.fill, stroke: "line" });
      shape(svg, "text", { x, y: y + 20, "text-anchor": "middle", fill: color.ink }, label);
    });
    rows.forEach((label, i) => {
      const { x, line } = place(i), y = middle + 38 * line;
      const group = shape(svg, "g", { class: "choice", tabindex: 0, role: "button", "aria-label": `${label}, output ${i + 1}` });
      shape(group, "rect", {
        x: x - cell / 2 + 2, y, width: cell - 4, height: 30, rx: 4, fill: "shade",
        stroke: i === chosen ? "second" : "line", "stroke-width": i === chosen ? 3 : 1,
      });
      shape(group, "text", { x, y: y + 20, "text-anchor": "middle", fill: "ink" }, label);
      const choose = () => {
        if (chosen === i) return;
        chosen = i;
        stage.draw();
        stage.box.querySelectorAll(".choice")[i].focus({ preventScroll: true });
      };
      for (const event of ["focus", "click"]) group.addEventListener(event, choose);
      // A new drawing under a resting pointer is no choice.
      group.addEventListener("pointermove", event => { if (event.movementX || event.movementY) choose(); });
    });
    const best = values[chosen].indexOf(Math.max(...values[chosen]));
    stage.say(`Output ${chosen + 1}, “${rows[chosen]}”, looks most at input ${best + 1}, “${columns[best]}”, with weight ${number(values[chosen][best], 2)}.`);
  });
};

// The matrix as a whole is the picture; the figure looks at one row or column of it.
figures.alignment.keepsPicture = true;
