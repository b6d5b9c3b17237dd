#!/usr/bin/env python3
"""Reference numbers for whole sequences, from PyTorch in float64: one file a network in the folder sequences.

RNN (tanh, ReLU), GRU and LSTM, of 1 and 2 layers, in one and in both directions. Each file holds the parameters
and two passes: one over sequences of full length, one over sequences of different lengths that went through
pack_padded_sequence. A pass holds the inputs, the initial states, the outputs, the final states and, for given
gradients of the outputs and of the final states, the gradient of every parameter, input and initial state.
Run it with any Python that has torch.
"""

import os

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from reference_json import arguments, header, tensor, write

STEPS, BATCH, INPUTS, HIDDEN = 5, 2, 3, 4
LENGTHS = [3, 5]
NETWORKS = {
    "tanhRNN": lambda **options: nn.RNN(nonlinearity="tanh", **options),
    "reluRNN": lambda **options: nn.RNN(nonlinearity="relu", **options),
    "GRU": nn.GRU,
    "LSTM": nn.LSTM,
}


def states(network, rows):
    """Random states: one tensor for an RNN or a GRU, hidden and cell for an LSTM."""
    count = 2 if isinstance(network, nn.LSTM) else 1
    return [torch.randn(rows, BATCH, HIDDEN, requires_grad=True) for _ in range(count)]


def run(network, inputs, initial, lengths):
    """The outputs [T, B, D·H] and the list of final states [L·D, B, H]."""
    state = tuple(initial) if isinstance(network, nn.LSTM) else initial[0]
    if lengths is None:
        outputs, final = network(inputs, state)
    else:
        packed = pack_padded_sequence(inputs, lengths, enforce_sorted=False)
        outputs, final = network(packed, state)
        outputs, _ = pad_packed_sequence(outputs, total_length=STEPS)
    return outputs, list(final) if isinstance(network, nn.LSTM) else [final]


def sequence_pass(network, rows, lengths):
    """One pass forward and backward."""
    inputs = torch.randn(STEPS, BATCH, INPUTS, requires_grad=True)
    initial = states(network, rows)
    network.zero_grad()
    outputs, final = run(network, inputs, initial, lengths)
    output_gradients = torch.randn_like(outputs)
    final_gradients = [torch.randn_like(part) for part in final]
    torch.autograd.backward([outputs, *final], [output_gradients, *final_gradients])
    gradients = {name: tensor(value.grad) for name, value in network.named_parameters()}
    return {
        "lengths": lengths or [STEPS] * BATCH,
        "inputs": tensor(inputs),
        "initialStates": [tensor(part) for part in initial],
        "outputs": tensor(outputs),
        "finalStates": [tensor(part) for part in final],
        "outputGradients": tensor(output_gradients),
        "finalStateGradients": [tensor(part) for part in final_gradients],
        "gradients": {
            "parameters": gradients,
            "inputs": tensor(inputs.grad),
            "initialStates": [tensor(part.grad) for part in initial],
        },
    }


def document(kind, layers, bidirectional, seed):
    """One network with its two passes."""
    torch.manual_seed(seed)
    network = NETWORKS[kind](
        input_size=INPUTS, hidden_size=HIDDEN, num_layers=layers, bidirectional=bidirectional)
    rows = layers * (2 if bidirectional else 1)
    return {
        "header": header(seed),
        "network": kind,
        "layers": layers,
        "bidirectional": bidirectional,
        "parameters": {name: tensor(value) for name, value in network.named_parameters()},
        "full": sequence_pass(network, rows, None),
        "variable": sequence_pass(network, rows, LENGTHS),
    }


def main():
    options = arguments(__doc__, "sequences")
    torch.set_default_dtype(torch.float64)
    os.makedirs(options.output, exist_ok=True)
    for kind in NETWORKS:
        for layers in [1, 2]:
            for bidirectional in [False, True]:
                name = f"{kind}-{layers}{'-bidirectional' if bidirectional else ''}.json"
                contents = document(kind, layers, bidirectional, options.seed)
                write(contents, os.path.join(options.output, name))


if __name__ == "__main__":
    main()
