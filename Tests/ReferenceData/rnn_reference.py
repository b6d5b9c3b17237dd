#!/usr/bin/env python3
"""Reference numbers for the plain recurrent network, from PyTorch in float64.

For tanh and for ReLU: one step of nn.RNNCell with every gradient, and a sequence of nn.RNN with a linear
layer and a cross-entropy over time, its loss and every gradient, for the mean over B·T and for the sum.
Run it with any Python that has torch; it writes rnn_reference.json beside itself.
"""

import torch
from torch import nn

from reference_json import arguments, header, tensor, write

STEPS, BATCH, INPUTS, HIDDEN, CLASSES = 5, 2, 3, 4, 7


def copies(module, prefix=""):
    """A module's parameters by PyTorch's names, without the layer's suffix."""
    return {prefix + name.removesuffix("_l0"): tensor(value) for name, value in module.named_parameters()}


def gradients(module, prefix=""):
    """The gradients of a module's parameters by the same names."""
    return {
        prefix + name.removesuffix("_l0"): tensor(value.grad) for name, value in module.named_parameters()
    }


def cell_case(activation):
    """One step of nn.RNNCell; its loss is the sum of the new state's elements times given numbers."""
    cell = nn.RNNCell(INPUTS, HIDDEN, nonlinearity=activation)
    inputs = torch.randn(BATCH, INPUTS, requires_grad=True)
    state = torch.randn(BATCH, HIDDEN, requires_grad=True)
    state_gradient = torch.randn(BATCH, HIDDEN)
    next_state = cell(inputs, state)
    next_state.backward(state_gradient)
    return {
        "parameters": copies(cell),
        "input": tensor(inputs),
        "state": tensor(state),
        "nextState": tensor(next_state),
        "nextStateGradient": tensor(state_gradient),
        "gradients": {**gradients(cell), "input": tensor(inputs.grad), "state": tensor(state.grad)},
    }


def sequence_case(activation):
    """A sequence of nn.RNN, a linear layer on every state, and the cross-entropy over all of them."""
    rnn = nn.RNN(INPUTS, HIDDEN, nonlinearity=activation)
    linear = nn.Linear(HIDDEN, CLASSES)
    inputs = torch.randn(STEPS, BATCH, INPUTS, requires_grad=True)
    state = torch.randn(1, BATCH, HIDDEN, requires_grad=True)
    targets = torch.randint(CLASSES, (STEPS, BATCH))

    def loss(reduction):
        for leaf in [inputs, state, *rnn.parameters(), *linear.parameters()]:
            leaf.grad = None
        hidden, final_state = rnn(inputs, state)
        logits = linear(hidden)
        value = nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction=reduction)
        value.backward()
        return hidden, final_state, logits, {
            "loss": value.item(),
            "gradients": {
                **gradients(rnn),
                **gradients(linear, "linear_"),
                "inputs": tensor(inputs.grad),
                "initialState": tensor(state.grad[0]),
            },
        }

    hidden, final_state, logits, mean = loss("mean")
    return {
        "parameters": {**copies(rnn), **copies(linear, "linear_")},
        "inputs": tensor(inputs),
        "initialState": tensor(state[0]),
        "targets": targets.tolist(),
        "hidden": tensor(hidden),
        "finalState": tensor(final_state[0]),
        "logits": tensor(logits),
        "mean": mean,
        "sum": loss("sum")[3],
    }


def main():
    options = arguments(__doc__, "rnn_reference.json")
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(options.seed)
    cases = [
        {"activation": activation, "cell": cell_case(activation), "sequence": sequence_case(activation)}
        for activation in ["tanh", "relu"]
    ]
    write({"header": header(options.seed), "cases": cases}, options.output)


if __name__ == "__main__":
    main()
