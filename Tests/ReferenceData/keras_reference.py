#!/usr/bin/env python3
"""Reference numbers for whole sequences, from Keras in float64 on its torch backend.

GRU with the reset before and after the product, and LSTM: plain, of different lengths (a mask), reading backward,
stacked, stateful (a sequence in two calls, the second from the state that the first left), in both directions
with each way of merging, with gates of hard_sigmoid, and with masks that have gaps. Each case holds the weights, the inputs, the outputs and, for given gradients of the
outputs and of the final states, the gradient of every weight and input. The stateful cases hold no gradients, since
Keras overwrites in the second call what the way back through the first one needs.
Run it with any Python that has keras and torch; it writes one file a case into the folder keras.
"""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch
from keras.src import backend

from reference_json import arguments, header, tensor, write

STEPS, BATCH, INPUTS, HIDDEN = 5, 2, 3, 4
LENGTHS = [3, 5]
CUT = 3
GAPS = [[False, True, False, True, True], [True, False, False, True, False]]  # for each sequence its steps


def make(kind, **options):
    """A layer that gives every output and its final state; padded steps answer with zeros."""
    options = {"return_sequences": True, "return_state": True, "zero_output_for_mask": True, **options}
    if kind == "LSTM":
        return keras.layers.LSTM(HIDDEN, **options)
    return keras.layers.GRU(HIDDEN, reset_after=kind == "GRU after", **options)


def layers(kind, form):
    """The layers of a case from the lowest to the highest."""
    if form == "stacked":
        return [make(kind), make(kind)]
    if form in ("concat", "sum", "ave", "mul"):
        return [keras.layers.Bidirectional(make(kind), merge_mode=form)]
    if form == "hard":
        return [make(kind, recurrent_activation="hard_sigmoid")]
    if form == "concat gaps":
        return [keras.layers.Bidirectional(make(kind), merge_mode="concat")]
    return [make(kind, go_backwards=form == "backward", stateful=form == "stateful")]


def run(stack, form, inputs, mask):
    """The outputs and the final states of the highest layer."""
    if form == "stateful":
        first, *_ = stack[0](inputs[:, :CUT])
        second, *final = stack[0](inputs[:, CUT:])
        return torch.cat([first, second], dim=1), final
    outputs = inputs
    for layer in stack:
        outputs, *final = layer(outputs, mask=mask)
    return outputs, final


def case(kind, form, lengths):
    inputs = torch.randn(BATCH, STEPS, INPUTS, requires_grad=True)
    mask = None if lengths is None else torch.arange(STEPS)[None, :] < torch.tensor(lengths)[:, None]
    if form.endswith("gaps"):
        mask = torch.tensor(GAPS)
    stack = layers(kind, form)
    run(stack, form, inputs, mask)  # the first call makes the weights
    for layer in stack:
        layer.set_weights([torch.randn(*value.shape).numpy() * 0.6 for value in layer.get_weights()])
        if form == "stateful":
            layer.reset_state()
    outputs, final = run(stack, form, inputs, mask)
    weights = [variable.value for layer in stack for variable in layer.trainable_variables]
    result = {
        "kind": kind,
        "form": form,
        "lengths": lengths,
        **({"mask": GAPS} if form.endswith("gaps") else {}),
        "weights": [tensor(value) for value in weights],
        "inputs": tensor(inputs),
        "outputs": tensor(outputs),
        "finalStates": [tensor(part) for part in final],
    }
    if form == "stateful":
        return result
    output_gradients = torch.randn_like(outputs)
    final_gradients = [torch.randn_like(part) for part in final]
    torch.autograd.backward([outputs, *final], [output_gradients, *final_gradients])
    return {
        **result,
        "outputGradients": tensor(output_gradients),
        "finalStateGradients": [tensor(part) for part in final_gradients],
        "weightGradients": [tensor(value.grad) for value in weights],
        "inputGradients": tensor(inputs.grad),
    }


def cases():
    """Kind, form and lengths of every case."""
    for kind in ["GRU before", "GRU after", "LSTM"]:
        for form in ["forward", "backward", "stacked", "stateful"]:
            yield kind, form, None
        for form in ["forward", "backward", "stacked", "concat"]:
            yield kind, form, LENGTHS
        for form in ["hard", "gaps", "concat gaps"]:
            yield kind, form, None
    for form in ["concat", "sum", "ave", "mul"]:
        yield "GRU before", form, None


def main():
    options = arguments(__doc__, "keras")
    keras.backend.set_floatx("float64")
    backend.numpy.matmul = torch.matmul  # Keras's own rounds a product of float64 to float32 on this backend
    torch.set_default_dtype(torch.float64)
    os.makedirs(options.output, exist_ok=True)
    layout = "as Keras keeps it: kernels [in, gates], sequences [B, T, features], a backward pass in reading order"
    source = {**header(options.seed), "keras": keras.__version__, "layout": layout}
    for kind, form, lengths in cases():
        torch.manual_seed(options.seed)
        name = f"{kind.replace(' ', '-')}-{form.replace(' ', '-')}{'-lengths' if lengths else ''}.json"
        write({"header": source, **case(kind, form, lengths)}, os.path.join(options.output, name))


if __name__ == "__main__":
    main()
