#!/usr/bin/env python3
"""Reference numbers for options that PyTorch has too, in float64.

Cross-entropy with class weights, with an ignored class and with each reduction, none among them; an LSTM and a GRU
step with layer normalization of both products, put together from torch.nn.functional.layer_norm.
Each with the gradient of everything that goes in, for given gradients of what comes out.
Run it with any Python that has torch; it writes options_reference.json.
"""

import torch
from torch.nn import functional

from reference_json import arguments, header, tensor, write

ROWS, CLASSES, BATCH, INPUTS, HIDDEN = 6, 7, 2, 3, 4
IGNORED = -1


def losses():
    """The three reductions, each with class weights and without."""
    logits = torch.randn(ROWS, CLASSES, requires_grad=True)
    targets = torch.tensor([6, 2, IGNORED, 0, 2, 5])
    weights = torch.rand(CLASSES) + 0.1
    cases = []
    for weight in (None, weights):
        for reduction in ("mean", "sum", "none"):
            logits.grad = None
            loss = functional.cross_entropy(
                logits, targets, weight=weight, ignore_index=IGNORED, reduction=reduction)
            gradient = torch.randn(ROWS) if reduction == "none" else torch.ones(())
            loss.backward(gradient)
            cases.append({
                "weighted": weight is not None,
                "reduction": reduction,
                "loss": tensor(loss.reshape(-1)),
                "lossGradient": tensor(gradient.reshape(-1)),
                "gradient": tensor(logits.grad.clone()),
            })
    return {"logits": tensor(logits), "targets": targets.tolist(), "weights": tensor(weights), "cases": cases}


def step(kind, x, h, c, p):
    """One step from normalized sums; the columns stand in the order i f g o and r z n."""
    width = p["bias"].shape[1]
    by_input = functional.layer_norm(x @ p["weightIH"], (width,)) * p["gainIH"] + p["bias"]
    by_state = functional.layer_norm(h @ p["weightHH"], (width,)) * p["gainHH"]
    if kind == "LSTM":
        i, f, g, o = (by_input + by_state).chunk(4, dim=1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c
    (ri, zi, ni), (rh, zh, nh) = by_input.chunk(3, dim=1), by_state.chunk(3, dim=1)
    r, z = (ri + rh).sigmoid(), (zi + zh).sigmoid()
    n = (ni + r * (nh + p["resetBias"])).tanh()
    return z * h + (1 - z) * n, c


def normalized(kind):
    """A step of a cell with layer normalization, in the layout of this course."""
    width = HIDDEN * (4 if kind == "LSTM" else 3)
    shapes = {"weightIH": (INPUTS, width), "weightHH": (HIDDEN, width), "bias": (1, width), "gainIH": (1, width),
              "gainHH": (1, width)}
    if kind == "GRU":
        shapes["resetBias"] = (1, HIDDEN)
    parameters = {name: torch.randn(*shape, requires_grad=True) for name, shape in shapes.items()}
    inputs = {"x": torch.randn(BATCH, INPUTS, requires_grad=True), "h": torch.randn(BATCH, HIDDEN, requires_grad=True),
              "c": torch.randn(BATCH, HIDDEN, requires_grad=True)}
    hidden, cell = step(kind, inputs["x"], inputs["h"], inputs["c"], parameters)
    gradients = [torch.randn(BATCH, HIDDEN), torch.randn(BATCH, HIDDEN)]
    outputs = [hidden, cell] if kind == "LSTM" else [hidden]
    torch.autograd.backward(outputs, gradients[: len(outputs)])
    learned = {**parameters, **{name: value for name, value in inputs.items() if value.grad is not None}}
    return {
        "kind": kind,
        "parameters": {name: tensor(value) for name, value in parameters.items()},
        "inputs": {name: tensor(value) for name, value in inputs.items()},
        "outputs": [tensor(value) for value in outputs],
        "outputGradients": [tensor(value) for value in gradients[: len(outputs)]],
        "gradients": {name: tensor(value.grad) for name, value in learned.items()},
    }


def main():
    options = arguments(__doc__, "options_reference.json")
    torch.manual_seed(options.seed)
    torch.set_default_dtype(torch.float64)
    source = {**header(options.seed), "layout": "as this course keeps it: weights [in, out]"}
    document = {"header": source, "crossEntropy": losses(), "layerNorm": [normalized("LSTM"), normalized("GRU")]}
    write(document, options.output)


if __name__ == "__main__":
    main()
