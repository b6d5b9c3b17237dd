#!/usr/bin/env python3
"""JAX as a peer: `jax_peer.py THREADS`.

A step is one jitted function whose parameters and state are donated; the tokens pick rows of the input weights.
Two forms, of which each workload gets the faster: the derivative of `lax.scan` as JAX makes it, which adds up the
gradient of the recurrent weights step by step; and the same scan with each cell's derivative written by hand,
which forms that gradient in one product over all steps. The scan is not unrolled: unrolling, tried with 0.10.2, made most
workloads slower.
"""

import os
import sys

from peer import CLIP_NORM, LEARNING_RATE, Peer, serve, tokens

jax = jnp = None


def make_peer(threads):
    import_jax(threads)
    return Peer("jax", jax.__version__, threads, lambda workload: ["scan", "scan by hand"], Trainer)


def import_jax(threads):
    """Threads can only be chosen before the import; the client sizes its pool by the processors that it may use."""
    global jax, jnp
    if threads == 1:
        os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " --xla_cpu_multi_thread_eigen=false"
        os.environ["NPROC"] = "1"
    import jax as module

    # A pool is made once, by the processors that the process may use at that time.
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else None
    if allowed and threads < len(allowed):
        os.sched_setaffinity(0, set(sorted(allowed)[:threads]))
    module.devices()
    if allowed:
        os.sched_setaffinity(0, allowed)
    jax, jnp = module, module.numpy


# A cell takes `part = x · W_ih + b`, the product `h · W_hh`, the bias of GRU's reset and the state. Its derivative
# takes what the forward pass kept and the gradient of the new state; it gives the gradients by part, by product
# (None where it is the same) and by the state where the state is used without W_hh.


def rnn(part, product, _, state):
    hidden = jnp.tanh(part + product)
    return (hidden,), (hidden,)


def rnn_derivative(kept, gradient):
    slope = gradient[0] * (1 - kept[0] ** 2)
    return slope, None, (0.0,)


def gru(part, product, reset_bias, state):
    x, h = jnp.split(part, 3, 1), jnp.split(product, 3, 1)
    reset, update = jax.nn.sigmoid(x[0] + h[0]), jax.nn.sigmoid(x[1] + h[1])
    inner = h[2] + reset_bias
    candidate = jnp.tanh(x[2] + reset * inner)
    return ((1 - update) * candidate + update * state[0],), (reset, update, inner, candidate, state[0])


def gru_derivative(kept, gradient):
    reset, update, inner, candidate, hidden = kept
    slope = gradient[0] * (1 - update) * (1 - candidate**2)
    by_reset = slope * inner * reset * (1 - reset)
    by_update = gradient[0] * (hidden - candidate) * update * (1 - update)
    return (
        jnp.concatenate([by_reset, by_update, slope], 1),
        jnp.concatenate([by_reset, by_update, slope * reset], 1),
        (gradient[0] * update,),
    )


def lstm(part, product, _, state):
    i, f, g, o = jnp.split(part + product, 4, 1)
    i, f, g, o = jax.nn.sigmoid(i), jax.nn.sigmoid(f), jnp.tanh(g), jax.nn.sigmoid(o)
    cell = f * state[1] + i * g
    return (o * jnp.tanh(cell), cell), (i, f, g, o, cell, state[1])


def lstm_derivative(kept, gradient):
    i, f, g, o, cell, before = kept
    shown = jnp.tanh(cell)
    by_cell = gradient[1] + gradient[0] * o * (1 - shown**2)
    slope = jnp.concatenate(
        [
            by_cell * g * i * (1 - i), by_cell * before * f * (1 - f), by_cell * i * (1 - g**2),
            gradient[0] * shown * o * (1 - o),
        ],
        1,
    )
    return slope, None, (0.0, by_cell * f)


CELLS = {"rnn": (rnn, rnn_derivative), "gru": (gru, gru_derivative), "lstm": (lstm, lstm_derivative)}


def scan(cell, _):
    """All steps of a layer, differentiated as JAX does it by itself."""

    def run(weight, reset_bias, parts, state):
        def step(state, part):
            state, _ = cell(part, state[0] @ weight, reset_bias, state)
            return state, state[0]

        return jax.lax.scan(step, state, parts)

    return run


def scan_by_hand(cell, derivative):
    """All steps of a layer with its derivative by hand: `dW = Σ_t h_{t-1}ᵀ · da_t` is one product over all steps."""

    @jax.custom_vjp
    def run(weight, reset_bias, parts, state):
        return scan(cell, derivative)(weight, reset_bias, parts, state)

    def forward(weight, reset_bias, parts, state):
        def step(state, part):
            after, kept = cell(part, state[0] @ weight, reset_bias, state)
            return after, (after[0], kept)

        final, (hidden, kept) = jax.lax.scan(step, state, parts)
        return (final, hidden), (weight, jnp.concatenate([state[0][None], hidden[:-1]]), kept)

    def backward(forward_kept, gradients):
        weight, before, kept = forward_kept
        final_gradient, hidden_gradient = gradients
        is_reset_biased = derivative is gru_derivative

        def step(gradient, inputs):
            by_hidden, kept = inputs
            part, product, state = derivative(kept, (gradient[0] + by_hidden, *gradient[1:]))
            by_product = part if product is None else product
            return (state[0] + by_product @ weight.T, *state[1:]), (part, product)

        state, (parts, products) = jax.lax.scan(
            step, final_gradient, (hidden_gradient, kept), reverse=True)
        products = parts if products is None else products
        bias = products[:, :, -before.shape[-1] :].sum((0, 1)) if is_reset_biased else None
        return jnp.einsum("tbh,tbg->hg", before, products), bias, parts, state

    run.defvjp(forward, backward)
    return run


class Trainer:
    """One model under training."""

    def __init__(self, workload, form):
        self.workload, self.form = workload, form
        self.parameters = fresh_parameters(workload)
        zero = lambda: jnp.zeros((workload.batchSize, workload.hiddenSize))
        self.state = [
            (zero(), zero()) if workload.cell == "lstm" else (zero(),) for _ in range(workload.layers)]
        shape = (workload.stepCount, workload.batchSize)
        self.windows = [
            (jnp.array(inputs).reshape(shape), jnp.array(targets).reshape(shape))
            for inputs, targets in tokens(workload)]
        self.window = 0
        self.update = jax.jit(make_update(workload, form), donate_argnums=(0, 1))

    def step(self):
        inputs, targets = self.windows[self.window % len(self.windows)]
        self.window += 1
        self.parameters, self.state, loss = self.update(self.parameters, self.state, inputs, targets)
        return loss.block_until_ready()


def fresh_parameters(workload):
    size, width = workload.hiddenSize, workload.gates * workload.hiddenSize
    keys = iter(jax.random.split(jax.random.PRNGKey(0), 4 * workload.layers + 2))
    draw = lambda *shape: jax.random.uniform(next(keys), shape, minval=-(size**-0.5), maxval=size**-0.5)
    layers = [
        {
            "weight_ih": draw(workload.vocabularySize if layer == 0 else size, width),
            "weight_hh": draw(size, width),
            "bias": draw(width),
            **({"reset_bias": draw(size)} if workload.cell == "gru" else {}),
        }
        for layer in range(workload.layers)
    ]
    return {"layers": layers, "output": draw(size, workload.vocabularySize), "bias": draw(workload.vocabularySize)}


def make_loss(workload, form):
    """The mean loss of a window and the state after it, by parameters, state, inputs and targets."""
    run = {"scan": scan, "scan by hand": scan_by_hand}[form](*CELLS[workload.cell])

    def loss(parameters, state, inputs, targets):
        final, hidden = [], None
        for layer, (weights, before) in enumerate(zip(parameters["layers"], state)):
            parts = weights["weight_ih"][inputs] if layer == 0 else hidden @ weights["weight_ih"]
            reset_bias = weights.get("reset_bias")
            after, hidden = run(weights["weight_hh"], reset_bias, parts + weights["bias"], before)
            final.append(after)
        chances = jax.nn.log_softmax(hidden @ parameters["output"] + parameters["bias"])
        return -jnp.take_along_axis(chances, targets[..., None], -1).mean(), final

    return loss


def make_update(workload, form, rate=LEARNING_RATE, clip_norm=CLIP_NORM):
    """One step of training, from parameters and state to the next ones and the loss."""
    loss = make_loss(workload, form)

    def update(parameters, state, inputs, targets):
        (value, state), gradient = jax.value_and_grad(loss, has_aux=True)(parameters, state, inputs, targets)
        norm = jnp.sqrt(sum(jnp.sum(part * part) for part in jax.tree.leaves(gradient)))
        factor = rate * jnp.minimum(1.0, clip_norm / (norm + 1e-6))
        return jax.tree.map(lambda old, slope: old - factor * slope, parameters, gradient), state, value

    return update


if __name__ == "__main__":
    serve(make_peer)
