#!/usr/bin/env python3
"""Reference numbers for the optimizers and for clipping, from PyTorch in float64.

Two parameters, three updates along given gradients: the parameters after each update of SGD, SGD with
momentum, Adam, AdamW, RMSprop and Adagrad; and the norm and the gradients that clip_grad_norm_ leaves, when it clips and
when not, for the norms 2, 1 and infinity.
Run it with any Python that has torch; it writes optimizer_reference.json beside itself.
"""

import torch

from reference_json import arguments, header, tensor, write

UPDATES = 3
SHAPES = {"weight": (2, 3), "bias": (1, 3)}


def fresh():
    return {name: torch.randn(shape) for name, shape in SHAPES.items()}


def tensors(values):
    return {name: tensor(value) for name, value in values.items()}


def updates(name, settings, make, start, gradients):
    """The parameters after each update of an optimizer."""
    parameters = {key: value.clone().requires_grad_() for key, value in start.items()}
    optimizer = make(parameters.values(), **settings)
    after = []
    for gradient in gradients:
        for key, parameter in parameters.items():
            parameter.grad = gradient[key].clone()
        optimizer.step()
        after.append(tensors(parameters))
    options = {key: list(value) if isinstance(value, tuple) else value for key, value in settings.items()}
    return {"name": name, "settings": options, "after": after}


def clipping(gradient, limit, norm_type=2.0):
    """What clip_grad_norm_ makes of a gradient; it multiplies by limit / (norm + 1e-6) where that is below 1."""
    parameters = {key: value.clone().requires_grad_() for key, value in gradient.items()}
    for key, parameter in parameters.items():
        parameter.grad = gradient[key].clone()
    norm = torch.nn.utils.clip_grad_norm_(parameters.values(), limit, norm_type)
    clipped = {key: parameter.grad for key, parameter in parameters.items()}
    return {"kind": str(norm_type), "limit": limit, "norm": norm.item(), "clipped": tensors(clipped)}


def main():
    options = arguments(__doc__, "optimizer_reference.json")
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(options.seed)
    start = fresh()
    gradients = [fresh() for _ in range(UPDATES)]
    runs = [
        updates("SGD", {"lr": 0.1}, torch.optim.SGD, start, gradients),
        updates("SGD with momentum", {"lr": 0.1, "momentum": 0.9}, torch.optim.SGD, start, gradients),
        updates(
            "Adam", {"lr": 0.01, "betas": (0.8, 0.99), "eps": 1e-6}, torch.optim.Adam, start, gradients),
        updates(
            "AdamW", {"lr": 0.05, "betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.3}, torch.optim.AdamW, start,
            gradients),
        updates(
            "RMSprop", {"lr": 0.02, "alpha": 0.9, "eps": 1e-6}, torch.optim.RMSprop, start, gradients),
        updates("Adagrad", {"lr": 0.05, "eps": 1e-6}, torch.optim.Adagrad, start, gradients),
    ]
    document = {
        "header": header(options.seed),
        "start": tensors(start),
        "gradients": [tensors(gradient) for gradient in gradients],
        "optimizers": runs,
        "clipping": [
            clipping(gradients[0], limit, kind) for kind in [2.0, 1.0, float("inf")] for limit in [0.5, 50.0]],
    }
    write(document, options.output)


if __name__ == "__main__":
    main()
