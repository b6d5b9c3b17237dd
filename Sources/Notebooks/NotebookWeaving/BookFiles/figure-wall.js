// One update of gradient descent on a loss with a wall, with clipping or without: one unit, h = tanh(w h + b), and its
// last state.
"use strict";

figures.wall = (stage, { start, bias, target, steps, from, to, weight }) => {
  function loss(w) {
    let h = start, slope = 0;
    for (let t = 0; t < steps; t++) {
      const next = Math.tanh(w * h + bias);
      slope = (1 - next * next) * (h + w * slope);
      h = next;
    }
    return { value: (h - target) ** 2, gradient: 2 * (h - target) * slope };
  }

  const grid = Array.from({ length: Math.round((to - from) * 1000) + 1 }, (_, i) => Math.round(from * 1000 + i) / 1000);
  const points = grid.map(w => [w, loss(w).value]), most = Math.max(...points.map(point => point[1]));
  const steepest = grid.reduce((best, w) => Math.abs(loss(w).gradient) > Math.abs(loss(best).gradient) ? w : best);
  const isInside = w => w >= from && w <= to;
  const text = x => Math.abs(x) < 1000 ? number(x, 3) : x.toPrecision(3).replace(/-/g, "−").replace("e+", "e");
  let w = weight, rate = 0.2, isClipped = false;

  const place = stage.slider("weight w", { from, to, step: 0.001, value: w, text: x => number(x, 3) }, value => { w = value; });
  stage.slider("learning rate", { from: 0.02, to: 0.6, step: 0.02, value: rate }, value => { rate = value; });
  const move = value => { w = value; place.set(w); };
  stage.check("clip the gradient to 1", isClipped, on => { isClipped = on; });
  const update = stage.button("Update ▶", () => move(next()));
  stage.button("To the wall", () => move(steepest));
  stage.button("Start again", () => move(weight));

  function next() {
    const { gradient } = loss(w);
    return w - rate * (isClipped ? Math.max(-1, Math.min(1, gradient)) : gradient);
  }

  stage.run("A loss with a wall: where does one update lead?", width => {
    const svg = stage.canvas(width, 300), { value, gradient } = loss(w), goal = next(), isGone = !isInside(goal);
    const { across, up, curve } = plot(svg, {
      left: 38, top: 26, width: width - 50, height: 225, x: [from, to, from, (from + to) / 2, to],
      y: [0, Math.ceil(most * 10) / 10, 0, 0.5, 1, 1.5, 2].filter((y, i) => i < 3 || y < most), xLabel: "weight w",
      yLabel: `loss after ${steps} steps`,
    });
    curve(points, "accent");
    const y = up(value), end = Math.min(Math.max(across(goal), 30), width - 4), side = Math.sign(end - across(w)) || 1;
    shape(svg, "path", {
      d: `M${across(w)},${y} H${end} m${-7 * side},-5 l${7 * side},5 l${-7 * side},5`, fill: "none", stroke: "second", "stroke-width": 2,
    });
    if (!isGone) shape(svg, "circle", { cx: across(goal), cy: up(loss(goal).value), r: 5, fill: "none", stroke: "second", "stroke-width": 2 });
    shape(svg, "circle", { cx: across(w), cy: y, r: 6, fill: "second" });
    update.disabled = isGone;
    stage.say(`At w = ${text(w)} the loss is ${number(value, 3)} and the gradient ${text(gradient)}. One update leads to w = ${text(goal)}`
      + (isGone ? ", far outside the picture." : "."));
  });
};
