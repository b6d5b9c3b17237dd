// The probabilities of a few tokens at a sampling temperature, also of the top three alone, and what a model writes.
"use strict";

figures.temperature = (stage, { tokens, logits, others, temperatures, texts }) => {
  const kept = 3;
  let at = temperatures.indexOf(1) < 0 ? 0 : temperatures.indexOf(1), isTop = false;
  const text = stage.make("blockquote", { class: "play-text" });
  stage.controls.after(text);
  stage.slider("temperature τ", {
    from: 0, to: temperatures.length - 1, step: 1, value: at, text: place => String(temperatures[place]),
  }, place => { at = place; });
  stage.check(`top-${kept}: keep only the ${kept} most likely`, isTop, isOn => { isTop = isOn; });

  // `others` holds the logits of all tokens that have no bar: they take their share, too.
  function probabilities(temperature) {
    const most = Math.max(...logits, ...others), all = [...logits, ...others];
    if (temperature === 0) return logits.map(logit => logit === most ? 1 : 0);
    const share = (logit, place) => isTop && place >= kept ? 0 : Math.exp((logit - most) / temperature);
    const sum = all.reduce((total, logit, place) => total + share(logit, place), 0);
    return logits.map((logit, place) => share(logit, place) / sum);
  }

  stage.run("The sampling temperature, and what is then written", width => {
    const svg = stage.canvas(width, 26 * tokens.length + 10), shares = probabilities(temperatures[at]);
    const room = width - 48 - 58;
    tokens.forEach((token, i) => {
      const y = 6 + 26 * i;
      shape(svg, "text", { x: 38, y: y + 15, "text-anchor": "end", fill: "ink", class: "code" }, token.replace(" ", "␣").replace("\n", "⏎"));
      shape(svg, "rect", { x: 46, y, width: Math.max(0.5, room * shares[i]), height: 20, rx: 2, fill: "accent" });
      shape(svg, "text", { x: 52 + room * shares[i], y: y + 15, fill: "quiet" }, `${number(100 * shares[i], shares[i] < 0.1 ? 1 : 0)} %`);
    });
    const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
    stage.say(`At temperature ${temperatures[at]}, all other tokens together have ${number(100 * Math.max(0, rest), 1)} %.`);
    text.textContent = isTop ? "(The sample texts were written without top-k.)" : texts[at];
  });
};
