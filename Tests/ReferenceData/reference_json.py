"""What the reference scripts share: arguments, the header, and numbers that lose no digit."""

import argparse
import json
import os
import platform
import sys

import torch


def arguments(description, default_output):
    """Parses --seed and --output; the output stands beside the script unless it is named."""
    folder = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=3, help="seed of every random number (default: 3)")
    parser.add_argument("--output", default=os.path.join(folder, default_output), help="the file to write")
    return parser.parse_args()


def header(seed):
    """Where the numbers come from."""
    return {
        "script": os.path.basename(sys.argv[0]),
        "torch": torch.__version__,
        "python": platform.python_version(),
        "seed": seed,
        "dtype": "float64",
        "layout": "as PyTorch keeps it: weights [out, in], sequences [T, B, features]",
    }


def tensor(values):
    """A tensor as its shape and its numbers, row after row."""
    return {"shape": list(values.shape), "values": values.detach().flatten().tolist()}


def write(document, path):
    """Writes the document, one line a tensor, each number with 17 significant digits."""
    text = encode(document, 0) + "\n"
    assert json.loads(text) == json.loads(json.dumps(document)), "a number lost digits"
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".part", path)
    print(f"torch {torch.__version__}, python {platform.python_version()}: wrote {path}")


def encode(value, depth):
    """JSON with indented objects and flat lists of numbers."""
    margin = "  " * (depth + 1)
    if isinstance(value, bool) or value is None or isinstance(value, (str, int)):
        return json.dumps(value)
    if isinstance(value, float):
        text = format(value, ".17g")
        return text if any(mark in text for mark in ".en") else text + ".0"
    if isinstance(value, dict):
        lines = [f"{margin}{json.dumps(key)}: {encode(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"
    if all(isinstance(item, (int, float)) for item in value):
        return "[" + ", ".join(encode(item, depth) for item in value) + "]"
    lines = [margin + encode(item, depth + 1) for item in value]
    return "[\n" + ",\n".join(lines) + "\n" + "  " * depth + "]"
