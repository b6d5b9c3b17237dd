#!/usr/bin/env python3
"""Weights and their numbers in the conventions of PyTorch, Keras and ONNX, as safetensors files.

For each kind of cell: the weights by the framework's names and in its layout ("lstm.weight_ih_l0"), and under
"numbers." a sequence, the initial state, all hidden states and the final cell state, all in float64 and with
the time first. ONNX's tensors lose their first dimension, the number of directions, which is 1. The file of
PyTorch also holds one tensor of each type of number that is read here, beside the same numbers in float64.
Run it with a Python that has torch, keras, onnx and safetensors; it writes tensors/*.safetensors.
"""

import argparse
import os
import platform

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import onnx
import torch
from keras.src import backend
from onnx.reference import ReferenceEvaluator
from safetensors.torch import save_file

STEPS, BATCH, INPUTS, HIDDEN = 5, 2, 3, 4


def sequence(cell_state):
    """A sequence and the state before it."""
    numbers = {"inputs": torch.randn(STEPS, BATCH, INPUTS), "initialHidden": torch.randn(BATCH, HIDDEN)}
    if cell_state:
        numbers["initialCell"] = torch.randn(BATCH, HIDDEN)
    return numbers


def pytorch_case(module):
    """A module of torch.nn, its state_dict as it stands, and what it computes."""
    is_lstm = isinstance(module, torch.nn.LSTM)
    numbers = sequence(is_lstm)
    state = [numbers[name][None] for name in ["initialHidden", "initialCell"] if name in numbers]
    with torch.no_grad():
        hidden, final = module(numbers["inputs"], tuple(state) if is_lstm else state[0])
    numbers["hidden"] = hidden
    if is_lstm:
        numbers["finalCell"] = final[1][0]
    return module.state_dict(), numbers


def pytorch_types():
    """One tensor of each type of number, and the same numbers in float64 where that is another type."""
    values = torch.tensor([1.5, -0.0, 65504.0, 2.0**-24, -(2.0**-14), 0.333251953125, float("inf")])
    tensors = {}
    for name, kind in {"half": torch.float16, "brain": torch.bfloat16, "float": torch.float32}.items():
        tensors[f"types.{name}"] = values.to(kind)
        tensors[f"types.{name}.exact"] = values.to(kind).to(torch.float64)
    tensors["types.number"] = torch.tensor(7.25)
    tensors["types.empty"] = torch.zeros(0, 3)
    return tensors


def pytorch():
    modules = {
        "rnn": torch.nn.RNN(INPUTS, HIDDEN),
        "rnnReLU": torch.nn.RNN(INPUTS, HIDDEN, nonlinearity="relu"),
        "lstm": torch.nn.LSTM(INPUTS, HIDDEN),
        "gru": torch.nn.GRU(INPUTS, HIDDEN),
    }
    return {**{name: pytorch_case(module) for name, module in modules.items()}, "deep": pytorch_deep()}


def pytorch_deep():
    """Two layers of an LSTM in both directions, from the zero state."""
    module = torch.nn.LSTM(INPUTS, HIDDEN, num_layers=2, bidirectional=True)
    inputs = torch.randn(STEPS, BATCH, INPUTS)
    with torch.no_grad():
        return module.state_dict(), {"inputs": inputs, "hidden": module(inputs)[0]}


def keras_case(layer, cell_state):
    """A layer of Keras with random weights, biases too; its sequences are batch first."""
    numbers = sequence(cell_state)
    inputs = numbers["inputs"].transpose(0, 1)
    layer.build(inputs.shape)
    layer.set_weights([0.5 * torch.randn(*weight.shape).numpy() for weight in layer.get_weights()])
    state = [numbers[name] for name in ["initialHidden", "initialCell"] if name in numbers]
    with torch.no_grad():
        hidden, *final = layer(inputs, initial_state=state)
    numbers["hidden"] = hidden.transpose(0, 1)
    if cell_state:
        numbers["finalCell"] = final[1]
    names = [weight.name for weight in layer.weights]
    return dict(zip(names, map(torch.from_numpy, layer.get_weights()))), numbers


def keras_cases():
    keras.config.set_floatx("float64")
    backend.numpy.matmul = torch.matmul  # Keras's own rounds a product of float64 to float32 on this backend
    options = {"return_sequences": True, "return_state": True}
    return {
        "rnn": keras_case(keras.layers.SimpleRNN(HIDDEN, **options), False),
        "lstm": keras_case(keras.layers.LSTM(HIDDEN, **options), True),
        "gru": keras_case(keras.layers.GRU(HIDDEN, **options), False),
        "gruResetBefore": keras_case(keras.layers.GRU(HIDDEN, reset_after=False, **options), False),
    }


def onnx_case(operator, gates, peepholes=False, **attributes):
    """An ONNX operator with random weights, run by ONNX's own reference evaluator."""
    is_lstm = operator == "LSTM"
    numbers = sequence(is_lstm)
    weights = {
        "W": 0.5 * torch.randn(gates * HIDDEN, INPUTS),
        "R": 0.5 * torch.randn(gates * HIDDEN, HIDDEN),
        "B": 0.5 * torch.randn(2 * gates * HIDDEN),
    }
    if peepholes:
        weights["P"] = 0.5 * torch.randn(3 * HIDDEN)
    feeds = {name: value[None].numpy() for name, value in weights.items()}
    feeds["X"] = numbers["inputs"].numpy()
    feeds["initial_h"] = numbers["initialHidden"][None].numpy()
    inputs = ["X", "W", "R", "B", "", "initial_h"]
    if is_lstm:
        feeds["initial_c"] = numbers["initialCell"][None].numpy()
        inputs += ["initial_c"] + (["P"] if peepholes else [])
    outputs = ["Y", "Y_h"] + (["Y_c"] if is_lstm else [])
    results = dict(zip(outputs, evaluate(operator, inputs, outputs, feeds, attributes)))
    numbers["hidden"] = torch.from_numpy(np.ascontiguousarray(results["Y"][:, 0]))
    if is_lstm:
        numbers["finalCell"] = torch.from_numpy(results["Y_c"][0])
    return weights, numbers


def evaluate(operator, inputs, outputs, feeds, attributes):
    double = onnx.TensorProto.DOUBLE
    node = onnx.helper.make_node(operator, inputs, outputs, hidden_size=HIDDEN, **attributes)
    graph = onnx.helper.make_graph(
        [node], "cell",
        [onnx.helper.make_tensor_value_info(name, double, value.shape) for name, value in feeds.items()],
        [onnx.helper.make_tensor_value_info(name, double, None) for name in outputs])
    return ReferenceEvaluator(onnx.helper.make_model(graph)).run(outputs, feeds)


def onnx_cases():
    return {
        "rnn": onnx_case("RNN", 1),
        "lstm": onnx_case("LSTM", 4),
        "lstmPeephole": onnx_case("LSTM", 4, peepholes=True),
        "gru": onnx_case("GRU", 3),
        "gruLinearBeforeReset": onnx_case("GRU", 3, linear_before_reset=1),
    }


def flat(cases):
    tensors = {}
    for case, (weights, numbers) in cases.items():
        tensors.update({f"{case}.{name}": value for name, value in weights.items()})
        tensors.update({f"numbers.{case}.{name}": value for name, value in numbers.items()})
    return {name: value.contiguous().clone() for name, value in tensors.items()}


def main():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensors")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=3, help="seed of every random number (default: 3)")
    parser.add_argument("--output", default=folder, help="the folder to write to")
    options = parser.parse_args()
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(options.seed)
    versions = {"python": platform.python_version(), "torch": torch.__version__}
    cases = {
        "pytorch": ({**flat(pytorch()), **pytorch_types()}, {}),
        "keras": (flat(keras_cases()), {"keras": keras.__version__}),
        "onnx": (flat(onnx_cases()), {"onnx": onnx.__version__}),
    }
    for name, (tensors, version) in cases.items():
        source = ", ".join(f"{key} {value}" for key, value in {**versions, **version, "seed": options.seed}.items())
        path = os.path.join(options.output, f"{name}.safetensors")
        save_file(tensors, path, {"source": f"{os.path.basename(__file__)}, {source}"})
        os.chmod(path, 0o644)


if __name__ == "__main__":
    main()
