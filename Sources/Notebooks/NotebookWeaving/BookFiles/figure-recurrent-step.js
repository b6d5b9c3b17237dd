// One step of a recurrent network, part by part, and the next step after it; back and forth.
"use strict";

figures["recurrent-step"] = (stage, { inputs, state, weightIH, weightHH, bias }) => {
  const product = (row, matrix) => matrix[0].map((_, j) => row.reduce((sum, value, i) => sum + value * matrix[i][j], 0));
  const stages = ["input and state", "times weights", "added, with bias", "tanh: new state"];
  const steps = [];
  for (let last = state, t = 0; t < inputs.length; t++) {
    const fromInput = product(inputs[t], weightIH), fromState = product(last, weightHH);
    const sum = bias[0].map((b, j) => fromInput[j] + fromState[j] + b);
    steps.push({ x: inputs[t], h: last, fromInput, fromState, sum, next: sum.map(Math.tanh) });
    last = steps[t].next;
  }
  let at = 0;

  let cell = 58;  // the width of a number with its margin

  function row(svg, x, y, name, values, isSeen, isNew) {
    const label = shape(svg, "text", { x: x + cell / 2 * values.length, y: y - 7, "text-anchor": "middle", fill: isNew ? "second" : "quiet" });
    symbols(label, name);
    values.forEach((value, i) => {
      const color = isSeen ? warmth(value) : null;
      shape(svg, "rect", {
        x: x + cell * i, y, width: cell - 2, height: 30, rx: 4, fill: color ? color.fill : "shade",
        stroke: isNew ? "second" : "line", "stroke-width": isNew ? 2.5 : 1,
      });
      if (isSeen) shape(svg, "text", { x: x + cell * i + cell / 2 - 1, y: y + 20, "text-anchor": "middle", fill: color.ink }, number(value, 2));
    });
  }

  function arrow(svg, x1, y1, x2, y2) {
    shape(svg, "path", { d: `M${x1},${y1} L${x2},${y2}`, fill: "none", stroke: "quiet", "stroke-width": 1.4 });
    const angle = Math.atan2(y2 - y1, x2 - x1), side = turn => `${x2 - 8 * Math.cos(angle + turn)},${y2 - 8 * Math.sin(angle + turn)}`;
    shape(svg, "path", { d: `M${side(0.4)} L${x2},${y2} L${side(-0.4)}`, fill: "none", stroke: "quiet", "stroke-width": 1.4 });
  }

  const signed = value => value < 0 ? `(${number(value, 2)})` : number(value, 2);

  // Sums are written out for the first unit.
  function sentence(step, stageIndex, t) {
    const terms = (row, matrix) => row.map((value, i) => `${signed(value)} · ${signed(matrix[i][0])}`).join(" + ");
    return [
      `Time step ${t}: the input X${sub(t)} and the state H${sub(t - 1)} that the step before left.`,
      `First unit: from the input ${terms(step.x, weightIH)} = ${number(step.fromInput[0], 3)}; from the state ${terms(step.h, weightHH)} = ${number(step.fromState[0], 3)}.`,
      `First unit: ${number(step.fromInput[0], 3)} + ${number(step.fromState[0], 3)} + ${number(bias[0][0], 2)} = ${number(step.sum[0], 3)}.`,
      `First unit: tanh(${number(step.sum[0], 3)}) = ${number(step.next[0], 3)}. The new state is what the next step starts from.`,
    ][stageIndex];
  }

  const sub = t => String(t).replace(/\d/g, digit => "₀₁₂₃₄₅₆₇₈₉"[digit]);
  const back = stage.button("◀ Back", () => { at = Math.max(0, at - 1); });
  const forth = stage.button("Forward ▶", () => { at = Math.min(4 * steps.length - 1, at + 1); });
  stage.run("One step of the network, part by part", width => {
    const t = Math.floor(at / 4), stageIndex = at % 4, step = steps[t];
    const svg = stage.canvas(width, 242);
    cell = Math.min(58, (width - 56) / 6);
    const [a, b, c] = [1, (width - 2 * cell) / 2, width - 2 * cell - 1];
    shape(svg, "text", { x: 0, y: 18, fill: "ink", "font-weight": 600 }, `Step ${t + 1}, part ${stageIndex + 1} of 4: ${stages[stageIndex]}`);
    row(svg, a, 60, `H_${t}`, step.h, true, stageIndex === 0);
    row(svg, a, 200, `X_${t + 1}`, step.x, true, stageIndex === 0);
    row(svg, b, 60, `H_${t} W_hh`, step.fromState, stageIndex >= 1, stageIndex === 1);
    row(svg, b, 200, `X_${t + 1} W_xh`, step.fromInput, stageIndex >= 1, stageIndex === 1);
    row(svg, b, 125, "sum", step.sum, stageIndex >= 2, stageIndex === 2);
    row(svg, c, 125, `H_${t + 1}`, step.next, stageIndex >= 3, stageIndex === 3);
    for (const y of [75, 215]) arrow(svg, a + 2 * cell + 2, y, b - 4, y);
    arrow(svg, b + cell, 93, b + cell, 107);
    arrow(svg, b + cell, 178, b + cell, 158);
    arrow(svg, b + 2 * cell + 2, 140, c - 4, 140);
    back.disabled = at === 0;
    forth.disabled = at === 4 * steps.length - 1;
    stage.say(sentence(step, stageIndex, t + 1));
  });
};
