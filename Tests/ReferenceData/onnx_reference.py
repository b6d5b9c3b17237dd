#!/usr/bin/env python3
"""Reference numbers for the peephole LSTM and the GRU, from the reference evaluator of ONNX in float64.

The operators LSTM (with peepholes P) and GRU (linear_before_reset 0 and 1), one direction, forward only: ONNX
defines what they compute and no gradients. Run it with any Python that has onnx and torch; it writes
onnx_reference.json beside itself.
"""

import numpy
import onnx
import torch
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from reference_json import arguments, header, tensor, write

STEPS, BATCH, INPUTS, HIDDEN = 5, 2, 3, 4


def evaluate(operator, names, tensors, outputs, **attributes):
    """The outputs of one operator; absent inputs have an empty name."""
    node = helper.make_node(operator, names, outputs, hidden_size=HIDDEN, **attributes)
    graph = helper.make_graph(
        [node], operator,
        [helper.make_tensor_value_info(name, TensorProto.DOUBLE, list(value.shape))
         for name, value in tensors.items()],
        [helper.make_tensor_value_info(name, TensorProto.DOUBLE, None) for name in outputs])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)])
    feed = {name: value.numpy() for name, value in tensors.items()}
    return [torch.from_numpy(numpy.asarray(value)) for value in ReferenceEvaluator(model).run(None, feed)]


def case(operator, gates, peepholes, outputs, **attributes):
    tensors = {
        "X": torch.randn(STEPS, BATCH, INPUTS),
        "W": torch.randn(1, gates * HIDDEN, INPUTS) * 0.6,
        "R": torch.randn(1, gates * HIDDEN, HIDDEN) * 0.6,
        "B": torch.randn(1, 2 * gates * HIDDEN) * 0.6,
        "initial_h": torch.randn(1, BATCH, HIDDEN),
    }
    names = ["X", "W", "R", "B", "", "initial_h"]
    if peepholes:
        tensors["initial_c"] = torch.randn(1, BATCH, HIDDEN)
        tensors["P"] = torch.randn(1, 3 * HIDDEN) * 0.6
        names += ["initial_c", "P"]
    results = evaluate(operator, names, tensors, outputs, **attributes)
    squeezed = {name: tensor(value.squeeze(0)) for name, value in tensors.items() if name != "X"}
    return {
        "operator": operator,
        "attributes": attributes,
        "tensors": {"X": tensor(tensors["X"]), **squeezed},
        "results": {
            name: tensor(value.squeeze(1 if name == "Y" else 0)) for name, value in zip(outputs, results)},
    }


def main():
    options = arguments(__doc__, "onnx_reference.json")
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(options.seed)
    cases = [
        case("LSTM", 4, True, ["Y", "Y_h", "Y_c"]),
        case("GRU", 3, False, ["Y", "Y_h"], linear_before_reset=0),
        case("GRU", 3, False, ["Y", "Y_h"], linear_before_reset=1),
    ]
    layout = "as ONNX keeps it: weights [gates, in], sequences [T, B, features], one direction left out"
    document = {**header(options.seed), "onnx": onnx.__version__, "layout": layout}
    write({"header": document, "cases": cases}, options.output)


if __name__ == "__main__":
    main()
