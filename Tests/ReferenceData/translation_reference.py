#!/usr/bin/env python3
"""Reference numbers for an encoder-decoder with additive attention, from PyTorch in float64.

A bidirectional GRU over packed sequences of different lengths, a linear layer with tanh from its two final states to the
first state of an LSTM cell, Bahdanau's attention, an embedding and an output layer over state and context. Two cases: the
state before the step asks (beforeStep), and the state after it asks, with the context fed to the next step (afterStep).
Each case holds the parameters, one padded batch, the logits, the weights, the summed cross-entropy without the padding,
and the gradient of every parameter and of the source.
Run it with any Python that has torch.
"""

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from reference_json import arguments, header, tensor, write

STEPS, BATCH, INPUTS, HIDDEN, VOCABULARY = 5, 2, 3, 4, 7
EMBEDDING, DECODER, ATTENTION = 6, 8, 9
LENGTHS = [3, 5]
BEGIN, IGNORED = 0, -1
TARGETS = [[2, 4], [6, 3], [IGNORED, 1]]


class Network(nn.Module):
    """The parts under the names that the file keeps them by."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.GRU(INPUTS, HIDDEN, bidirectional=True)
        self.bridge = nn.Linear(2 * HIDDEN, 2 * DECODER)
        self.embedding = nn.Embedding(VOCABULARY, EMBEDDING)
        self.cell = nn.LSTMCell(EMBEDDING + 2 * HIDDEN, DECODER)
        self.attention = nn.ModuleDict({
            "W_q": nn.Linear(DECODER, ATTENTION, bias=False),
            "W_k": nn.Linear(2 * HIDDEN, ATTENTION, bias=False),
            "w_v": nn.Linear(ATTENTION, 1, bias=False),
        })
        self.output = nn.Linear(DECODER + 2 * HIDDEN, VOCABULARY)

    def look(self, query, keys, mask):
        """The context [B, 2H] and the weights [B, S] of one query."""
        part = self.attention
        scores = part["w_v"](torch.tanh(part["W_q"](query) + part["W_k"](keys)))[:, :, 0]
        weights = scores.T.masked_fill(~mask, float("-inf")).softmax(dim=1)
        return (weights.T[:, :, None] * keys).sum(dim=0), weights

    def forward(self, source, order):
        """The logits [T, B, V] and the weights [T, B, S] under teacher forcing."""
        packed = pack_padded_sequence(source, LENGTHS, enforce_sorted=False)
        outputs, final = self.encoder(packed)
        keys, _ = pad_packed_sequence(outputs, total_length=STEPS)
        mask = torch.arange(STEPS)[None] < torch.tensor(LENGTHS)[:, None]
        # The cell's memory comes before the hidden state.
        memory, hidden = torch.tanh(self.bridge(torch.cat([final[0], final[1]], dim=1))).split(DECODER, dim=1)
        context = torch.zeros(BATCH, 2 * HIDDEN)
        logits, alignments = [], []
        for tokens in [[BEGIN] * BATCH] + TARGETS[:-1]:
            embedded = self.embedding(torch.tensor(tokens).clamp(min=BEGIN))
            if order == "beforeStep":
                context, weights = self.look(hidden, keys, mask)
            hidden, memory = self.cell(torch.cat([embedded, context], dim=1), (hidden, memory))
            if order == "afterStep":
                context, weights = self.look(hidden, keys, mask)
            logits.append(self.output(torch.cat([hidden, context], dim=1)))
            alignments.append(weights)
        return torch.stack(logits), torch.stack(alignments)


def parts(network, value):
    """A number of every parameter, part by part."""
    found = {}
    for name, parameter in network.named_parameters():
        part, rest = name.split(".", 1)
        found.setdefault(part, {})[rest] = tensor(value(parameter))
    return found


def case(order):
    """One network with one pass forward and backward."""
    network = Network()
    source = torch.randn(STEPS, BATCH, INPUTS, requires_grad=True)
    logits, weights = network(source, order)
    loss = cross_entropy(
        logits.flatten(0, 1), torch.tensor(TARGETS).flatten(), ignore_index=IGNORED, reduction="sum")
    loss.backward()
    return {
        "order": order,
        "lengths": LENGTHS,
        "targets": TARGETS,
        "parameters": parts(network, lambda parameter: parameter),
        "source": tensor(source),
        "logits": tensor(logits),
        "weights": tensor(weights),
        "loss": loss.item(),
        "gradients": parts(network, lambda parameter: parameter.grad),
        "sourceGradient": tensor(source.grad),
    }


def main():
    options = arguments(__doc__, "translation_reference.json")
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(options.seed)
    cases = [case("beforeStep"), case("afterStep")]
    write({"header": header(options.seed), "cases": cases}, options.output)


if __name__ == "__main__":
    main()
