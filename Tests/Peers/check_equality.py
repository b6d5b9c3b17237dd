#!/usr/bin/env python3
"""The course and its peers train the same thing: same weights and tokens in, same losses, gradients and weights out.

    check_equality.py .build/release/course [STEPS]

The course trains a few steps of each workload and stores its weights before and after them and the first step's
clipped gradient. PyTorch, in float64 and in both forms, must find the same loss and gradient for the first step.
JAX, in both forms, must find the same losses and weights through all steps: forward, loss, backpropagation, clip,
descent, and the state that is carried. Needs torch, jax, numpy and safetensors.
"""

import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from safetensors.numpy import load_file

import jax_peer
import torch_peer
from peer import CLIP_NORM, Workload

SIZES = {"small": (28, 64, 16, 32), "medium": (65, 256, 32, 64), "single": (65, 100, 1, 25)}
LOSS, GRADIENT, WEIGHT = 5e-7, 5e-6, 1e-7


def main():
    command, steps = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    jax_peer.import_jax(1)
    checks = 0
    for name, (vocabulary, hidden, batch, length) in SIZES.items():
        for cell in ["rnn", "gru", "lstm"]:
            for layers in [1, 2]:
                workload = Workload(cell, layers, vocabulary, hidden, batch, length)
                losses, tensors = record(command, workload, steps)
                for form in ["torch.nn", "loop"]:
                    checks += check_torch(f"{name} {cell} {layers}: torch, {form}", workload, form, losses, tensors)
                for form in ["scan", "scan by hand"]:
                    checks += check_jax(f"{name} {cell} {layers}: jax, {form}", workload, form, losses, tensors)
    print(f"{checks} numbers and tensors agree")


def record(command, workload, steps):
    """What the course did: its losses, and its tensors by name."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "record.safetensors")
        request = {"workload": vars(workload), "steps": steps, "record": path}
        result = subprocess.run(
            [command, "bench", "--worker"], input=json.dumps(request) + "\n", capture_output=True, text=True,
            check=True)
        answer = json.loads(result.stdout.splitlines()[1])
        if "error" in answer:
            sys.exit(answer["error"])
        return answer["losses"], load_file(path)


def part(tensors, prefix):
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def check_torch(label, workload, form, losses, tensors):
    import torch

    torch.set_default_dtype(torch.float64)
    trainer = torch_peer.Trainer(workload, form)
    torch.set_default_dtype(torch.float32)
    parameters = {
        **dict(trainer.layers.named_parameters()),
        **{f"output.{name}": value for name, value in trainer.output.named_parameters()},
    }
    with torch.no_grad():
        for name, value in part(tensors, "before.").items():
            parameters[name].copy_(torch.from_numpy(value).double())
    loss = trainer.loss()
    loss.backward()
    expect(label, "loss", losses[0], loss.item(), LOSS)
    gradients = {
        name: value.grad.numpy() for name, value in parameters.items() if is_ours(name, workload)}
    # PyTorch has two biases where one does: the norm is that of the course's parameters.
    norm = np.sqrt(sum((value**2).sum() for name, value in ours(gradients, workload)))
    for name, value in ours(gradients, workload):
        mine = dict(ours(part(tensors, "gradient."), workload))[name]
        largest = np.abs(value).max()
        expect(label, f"gradient of {name}", mine / largest, value * min(1, CLIP_NORM / norm) / largest, GRADIENT)
    return 1 + len(gradients)


def is_ours(name, workload):
    """Whether the course has such a parameter: of the two biases one, and of a GRU's second the reset's part."""
    return not name.startswith("bias_hh") or workload.cell == "gru"


def ours(tensors, workload):
    size = workload.hiddenSize
    for name, value in tensors.items():
        if name.startswith("bias_hh"):
            if workload.cell == "gru":
                yield name, value[2 * size :]
        else:
            yield name, value


def check_jax(label, workload, form, losses, tensors):
    trainer = jax_peer.Trainer(workload, form)
    trainer.parameters = jax_parameters(part(tensors, "before."), workload)
    for step, loss in enumerate(losses):
        expect(label, f"loss of step {step}", loss, float(trainer.step()), LOSS * 10)
    after = jax_parameters(part(tensors, "after."), workload)
    leaves = list(zip(jax_peer.jax.tree.leaves(after), jax_peer.jax.tree.leaves(trainer.parameters)))
    for mine, theirs in leaves:
        expect(label, "a tensor after all steps", np.array(mine), np.array(theirs), WEIGHT)
    return len(losses) + len(leaves)


def jax_parameters(tensors, workload):
    """PyTorch's tensors as JAX's peer holds them."""
    jnp, size = jax_peer.jnp, workload.hiddenSize
    layers = []
    for layer in range(workload.layers):
        bias, second = tensors[f"bias_ih_l{layer}"], tensors[f"bias_hh_l{layer}"]
        own = {
            "weight_ih": jnp.array(tensors[f"weight_ih_l{layer}"].T),
            "weight_hh": jnp.array(tensors[f"weight_hh_l{layer}"].T),
        }
        if workload.cell == "gru":
            shared = np.concatenate([second[: 2 * size], np.zeros(size, np.float32)])
            own |= {"bias": jnp.array(bias + shared), "reset_bias": jnp.array(second[2 * size :])}
        else:
            own["bias"] = jnp.array(bias + second)
        layers.append(own)
    return {
        "layers": layers, "output": jnp.array(tensors["output.weight"].T), "bias": jnp.array(tensors["output.bias"])}


def expect(label, what, mine, theirs, tolerance):
    mine, theirs = np.asarray(mine), np.asarray(theirs)
    if mine.shape != theirs.shape:
        sys.exit(f"{label}: {what} has shape {mine.shape} here and {theirs.shape} there")
    worst = np.abs(mine - theirs).max()
    if not worst <= tolerance:
        sys.exit(f"{label}: {what} differs by {worst:.3g}, allowed are {tolerance:.3g}")


if __name__ == "__main__":
    main()
