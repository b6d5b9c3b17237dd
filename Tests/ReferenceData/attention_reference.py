#!/usr/bin/env python3
"""Reference numbers for attention, in float64: PyTorch's scaled_dot_product_attention with and without its scale, Luong's
general score and Bahdanau's additive score written with PyTorch's linear layers, and Keras's AdditiveAttention on its
torch backend.

Each case holds queries, keys, values and a mask, the weights (where the framework gives them), the context and, for a
given gradient of the context, the gradient of every input and parameter. The mask has a gap in one row; in the cases
named allMasked one row lets nothing through, which only scaled_dot_product_attention answers with zeros.
Run it with any Python that has keras and torch.
"""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch
from keras.src import backend
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from reference_json import arguments, header, tensor, write

STEPS, BATCH, QUERY, KEY, VALUE, HIDDEN = 5, 2, 3, 4, 6, 7
MASK = torch.tensor([[True, False, True, True, False], [True, True, True, True, True]])
ALL_MASKED = torch.tensor([[False] * STEPS, [True, True, False, True, False]])


def inputs(query, key, value):
    """One query [B, query], keys [B, S, key] and values [B, S, value]."""
    make = lambda *shape: torch.randn(*shape, requires_grad=True)
    return make(BATCH, query), make(BATCH, STEPS, key), make(BATCH, STEPS, value)


def steps(values):
    """A sequence [B, S, F] with time as the outer index, as the course keeps it."""
    return tensor(values.transpose(0, 1))


def scaled(scale):
    """PyTorch's attention; its weights stay inside."""
    def forward(query, keys, values, mask):
        context = scaled_dot_product_attention(
            query[:, None], keys, values, attn_mask=mask[:, None], scale=scale)
        return context[:, 0], None
    return forward, {}


def by_score(score):
    """Weights by a masked softmax of scores [B, S], as the papers write it."""
    def forward(query, keys, values, mask):
        weights = score(query, keys).masked_fill(~mask, float("-inf")).softmax(dim=1)
        return (weights[:, :, None] * values).sum(dim=1), weights
    return forward


def general():
    """Luong's score "general": query · W · key."""
    weight = torch.randn(QUERY, KEY, requires_grad=True)
    return by_score(lambda query, keys: torch.einsum("bq,qk,bsk->bs", query, weight, keys)), {"weight": weight}


def additive():
    """Bahdanau's score as d2l's AdditiveAttention has it: w_v(tanh(W_q(query) + W_k(key))), no biases."""
    query_layer = nn.Linear(QUERY, HIDDEN, bias=False)
    key_layer = nn.Linear(KEY, HIDDEN, bias=False)
    score_layer = nn.Linear(HIDDEN, 1, bias=False)
    score = lambda query, keys: score_layer(torch.tanh(query_layer(query)[:, None] + key_layer(keys)))[:, :, 0]
    parameters = {"W_q": query_layer.weight, "W_k": key_layer.weight, "w_v": score_layer.weight}
    return by_score(score), parameters


def keras_additive():
    """Keras's layer, which projects nothing: sum(scale * tanh(query + key))."""
    layer = keras.layers.AdditiveAttention(dtype="float64")
    layer.build([(BATCH, 1, KEY), (BATCH, STEPS, KEY), (BATCH, STEPS, KEY)])
    scale = layer.scale.value
    with torch.no_grad():
        scale.copy_(torch.randn(KEY))

    def forward(query, keys, values, mask):
        context, weights = layer(
            [query[:, None], values, keys], mask=[None, mask], return_attention_scores=True)
        return context[:, 0], weights[:, 0]
    return forward, {"scale": scale}


def case(name, made, sizes, mask):
    """One pass forward and backward."""
    forward, parameters = made
    query, keys, values = inputs(*sizes)
    context, weights = forward(query, keys, values, mask)
    gradient = torch.randn_like(context)
    context.backward(gradient)
    return {
        "name": name,
        "mask": mask.int().tolist(),
        "parameters": {key: tensor(value) for key, value in parameters.items()},
        "query": tensor(query),
        "keys": steps(keys),
        "values": steps(values),
        "weights": None if weights is None else tensor(weights),
        "context": tensor(context),
        "contextGradient": tensor(gradient),
        "gradients": {
            "query": tensor(query.grad),
            "keys": steps(keys.grad),
            "values": steps(values.grad),
            **{key: tensor(value.grad) for key, value in parameters.items()},
        },
    }


def main():
    options = arguments(__doc__, "attention_reference.json")
    torch.set_default_dtype(torch.float64)
    keras.backend.set_floatx("float64")
    backend.numpy.matmul = torch.matmul  # Keras's own rounds a product of float64 to float32 on this backend
    torch.manual_seed(options.seed)
    same = (KEY, KEY, VALUE)
    document = {
        "header": {
            **header(options.seed),
            "layout": "as PyTorch keeps it: weights [out, in]; sequences [S, B, features], masks and weights [B, S]",
            "keras": keras.__version__,
        },
        "cases": [
            case("scaled", scaled(None), same, MASK),
            case("unscaled", scaled(1.0), same, MASK),
            case("scaled, allMasked", scaled(None), same, ALL_MASKED),
            case("general", general(), (QUERY, KEY, VALUE), MASK),
            case("additive", additive(), (QUERY, KEY, VALUE), MASK),
            case("kerasAdditive", keras_additive(), (KEY, KEY, VALUE), MASK),
        ],
    }
    write(document, options.output)


if __name__ == "__main__":
    main()
