// One unit of an LSTM with gates set by hand, and its memory over time.
"use strict";

figures.memory = (stage, { candidates, forget, input, output }) => {
  const gates = { f: forget, i: input, o: output };
  const slider = (label, key) => stage.slider(label, { from: 0, to: 1, step: 0.01, value: gates[key] }, value => { gates[key] = value; });
  slider("forget gate F", "f");
  slider("input gate I", "i");
  slider("output gate O", "o");

  function memory() {
    let c = 0;
    return candidates.map(candidate => (c = gates.f * c + gates.i * candidate));
  }

  stage.run("One unit and its gates: how long does it remember?", width => {
    const svg = stage.canvas(width, 318), cells = memory(), most = Math.max(1, ...cells.map(Math.abs));
    const top = Math.ceil(most * 2) / 2, n = candidates.length;
    const names = [["candidate", "quiet"], ["memory C", "accent"], ["output H = O tanh C", "second"]];
    const end = legend(svg, names, { left: 38, top: 14, width: width - 44 });
    const { across, up, curve } = plot(svg, {
      left: 38, top: end + 14, width: width - 46, height: 225, x: [0, n, 0, n / 4, n / 2, 3 * n / 4, n], y: [-top, top, -top, 0, top],
      xLabel: "time step", yLabel: "",
    });
    candidates.forEach((value, t) => {
      if (value) shape(svg, "rect", {
        x: across(t + 1) - 3, width: 6, y: Math.min(up(0), up(value)), height: Math.abs(up(value) - up(0)), fill: "line",
      });
    });
    const points = values => [[0, 0], ...values.map((value, t) => [t + 1, value])];
    curve(points(cells), "accent");
    curve(points(cells.map(c => gates.o * Math.tanh(c))), "second", { "stroke-dasharray": "6 4" });
    const half = gates.f > 0 && gates.f < 1 ? Math.log(0.5) / Math.log(gates.f) : null;
    stage.say(gates.f === 1 ? "The forget gate is open: nothing fades, and everything written adds up."
      : half === null ? "The forget gate is closed: the memory holds only what was written in this step."
      : `With F = ${number(gates.f, 2)}, half of what was written is gone after ${number(half, 1)} steps; after 50 steps ${(gates.f ** 50).toPrecision(2).replace("-", "−")} of it is left.`);
  });
};
