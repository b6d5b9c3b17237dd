#!/usr/bin/env python3
"""Holds files that the course writes to the real safetensors library, and where there is torch, to PyTorch.

Usage: check_tensors.py [COURSE]. tensors/course.safetensors is loaded into PyTorch's modules, whose outputs have to
be those in the file to 1e-12; without torch only the plain network is computed, by numpy. With the path of the
command `course`, a checkpoint of its own goes through the library and has to sample the same afterwards, and
damaged checkpoints that the library refuses have to be refused by the command too, by a message and not by a trap.
"""

import os
import random
import subprocess
import sys
import tempfile

import numpy as np
import safetensors
from safetensors.numpy import load_file, save_file

try:
    import torch
except ImportError:
    torch = None

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensors")


def check(holds, text):
    if not holds:
        sys.exit(f"check_tensors: {text}")


def check_written_file():
    path = os.path.join(FOLDER, "course.safetensors")
    tensors = load_file(path)
    with safetensors.safe_open(path, "np") as file:
        check(file.metadata()["text"] == '"ünï/cödé"\n\\ 🙂', "the metadata are not what was written")
    check(tensors["types.float"].tolist() == [1.5, -0.0, float(np.float32(0.1)), float("inf")], "types.float")
    check(np.signbit(tensors["types.float"][1]), "the sign of -0 is lost")
    check(tensors["types.number"].shape == () and tensors["types.number"] == 7.25, "types.number")
    check(tensors["types.empty"].shape == (0, 3) and tensors["types.empty"].dtype == np.float64, "types.empty")
    weights = [tensors[f"rnn.{name}_l0"] for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]]
    hidden = np.zeros((2, 4))
    for step, inputs in enumerate(tensors["numbers.rnn.inputs"]):
        hidden = np.tanh(inputs @ weights[0].T + hidden @ weights[1].T + weights[2] + weights[3])
        distance = np.abs(hidden - tensors["numbers.rnn.hidden"][step]).max()
        check(distance < 1e-12, f"numpy's plain network is {distance} away at step {step}")
    print(f"{len(tensors)} tensors read by safetensors {safetensors.__version__}; numpy computes the same plain network")


def check_with_torch():
    from safetensors.torch import load_file as load_tensors

    torch.set_default_dtype(torch.float64)
    tensors = load_tensors(os.path.join(FOLDER, "course.safetensors"))
    for name, kind in {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}.items():
        module = kind(3, 4)
        module.load_state_dict(
            {key.removeprefix(f"{name}."): value for key, value in tensors.items() if key.startswith(f"{name}.")})
        distance = (module(tensors[f"numbers.{name}.inputs"])[0] - tensors[f"numbers.{name}.hidden"]).abs().max()
        check(distance < 1e-12, f"PyTorch's {name} is {distance} away")
        print(f"torch {torch.__version__}: {name} computes the same, at most {distance:.1e} away")


def check_checkpoint(course):
    with tempfile.TemporaryDirectory() as folder:
        text, ours, theirs, broken = (os.path.join(folder, name) for name in ["text", "a.st", "b.st", "c.st"])
        with open(text, "w", encoding="utf-8") as file:
            file.write("to be or not to be, that is the question. " * 40)
        run(course, "train", text, "--hidden", "3", "--steps", "5", "--checkpoint", ours)
        with safetensors.safe_open(ours, "np") as file:
            metadata = file.metadata()
        save_file(load_file(ours), theirs, metadata)
        samples = [run(course, "sample", "--checkpoint", path, "--length", "40", "--seed", "1") for path in [ours, theirs]]
        check(samples[0] == samples[1] and samples[0], "the library's copy of a checkpoint samples otherwise")
        print("a checkpoint written again by the library samples the same")
        check_damage(course, ours, broken)


def check_damage(course, whole, broken):
    with open(whole, "rb") as file:
        original = file.read()
    header_end = 8 + int.from_bytes(original[:8], "little")
    generator = random.Random(3)
    refused = 0
    for _ in range(300):
        data = bytearray(original)
        for _ in range(generator.randint(1, 2)):
            data[generator.randrange(header_end)] = generator.choice(b'{}[]",:0129 \xffu')
        if generator.random() < 0.2:
            data = data[: generator.randrange(len(data))]
        with open(broken, "wb") as file:
            file.write(data)
        result = subprocess.run([course, "sample", "--checkpoint", broken, "--length", "3"], capture_output=True)
        check(result.returncode in (0, 2), f"a damaged checkpoint ends the command with {result.returncode}")
        try:
            load_file(broken)
        except Exception:
            refused += 1
            check(result.returncode == 2, f"a file that the library refuses is taken: {bytes(data[:header_end])}")
    print(f"of 300 damaged checkpoints the library refuses {refused}, and the command all of these")


def run(*command):
    # Without a terminal the command asks nothing, and 1 only says that the model is not good yet.
    result = subprocess.run(command, capture_output=True, text=True)
    check(result.returncode in (0, 1), f"{' '.join(command)}: {result.stderr.strip()}")
    return result.stdout


def main():
    check_written_file()
    if torch is None:
        print("torch is not here, so its modules were not asked")
    else:
        check_with_torch()
    if len(sys.argv) > 1:
        check_checkpoint(os.path.abspath(sys.argv[1]))


if __name__ == "__main__":
    main()
