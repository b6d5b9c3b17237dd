"""Exercise 03 as a notebook for nbgrader: the same six tasks and points, and the same checks, in Python and NumPy.

A notebook is a list of cells: given ones, those that a student fills in, and checks, each worth a part of its task's
points. `MISTAKES` holds wrong lines as students write them, as `mistakes.json` does for the Swift exercise.
"""

import nbformat

GIVEN = """
import numpy as np
from dataclasses import dataclass

@dataclass
class Cache:
    inputs: list
    states: list
"""

TASKS = {
    "softmax": '''
def softmax(logits):
    """Each row of logits, [B, V], as probabilities."""
    ### BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION
''',
    "rnn": '''
class RNN:
    """H_t = tanh(X_t · W_xh + H_{t-1} · W_hh + b_h), Ŷ_t = softmax(H_t · W_hq + b_q)."""

    def __init__(self, weight_ih, weight_hh, bias, weight_hq, bias_q):
        self.weight_ih, self.weight_hh, self.bias = weight_ih, weight_hh, bias
        self.weight_hq, self.bias_q = weight_hq, bias_q

    def step(self, x, state):
        """H_t, [B, H], from X_t and H_{t-1}."""
        ### BEGIN SOLUTION
        return np.tanh(x @ self.weight_ih + state @ self.weight_hh + self.bias)
        ### END SOLUTION

    def predict(self, state):
        """Ŷ_t, [B, Q]."""
        ### BEGIN SOLUTION
        return softmax(state @ self.weight_hq + self.bias_q)
        ### END SOLUTION

    def forward(self, inputs, initial_state):
        """The predictions of every step, and the cache of the inputs and of H_0 … H_T."""
        ### BEGIN SOLUTION
        states, predictions = [initial_state], []
        for x in inputs:
            state = self.step(x, states[-1])
            states.append(state)
            predictions.append(self.predict(state))
        return predictions, Cache(inputs, states)
        ### END SOLUTION
''',
    "stacked": '''
def stacked(state, x):
    """[H_{t-1}, X_t], [B, H + I]."""
    ### BEGIN SOLUTION
    return np.concatenate([state, x], axis=1)
    ### END SOLUTION

def stacked_weight(network):
    """[W_hh ; W_xh], [H + I, H]."""
    ### BEGIN SOLUTION
    return np.concatenate([network.weight_hh, network.weight_ih])
    ### END SOLUTION

def stacked_step(network, x, state):
    """H_t by one product of the two stacked matrices."""
    ### BEGIN SOLUTION
    return np.tanh(stacked(state, x) @ stacked_weight(network) + network.bias)
    ### END SOLUTION
''',
    "handmade": '''
def make_parity_network():
    """A network that tells by column 1 of its prediction whether the ones so far are odd."""
    ### BEGIN SOLUTION
    yes, sure = 40.0, 10.0
    return RNN(
        np.array([[yes, yes]]), np.array([[yes / 2, yes / 2], [-yes / 2, -yes / 2]]),
        np.array([[-0.5 * yes, -1.5 * yes]]), np.array([[-sure, sure], [sure, -sure]]), np.array([[sure, -sure]]))
    ### END SOLUTION
''',
}

ORACLE = '''
import math

def right_softmax(logits):
    rows = []
    for row in logits:
        largest = max(row)
        powers = [math.exp(value - largest) for value in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)

def right_step(n, x, state):
    result = np.zeros_like(state)
    for b in range(state.shape[0]):
        for h in range(state.shape[1]):
            total = n.bias[0, h]
            total += sum(x[b, i] * n.weight_ih[i, h] for i in range(x.shape[1]))
            total += sum(state[b, k] * n.weight_hh[k, h] for k in range(state.shape[1]))
            result[b, h] = math.tanh(total)
    return result

def right_states(n, inputs, state):
    states = [state]
    for x in inputs:
        states.append(right_step(n, x, states[-1]))
    return states

def right_predict(n, state):
    return right_softmax(state @ n.weight_hq + n.bias_q)

def example(seed=3):
    random = np.random.default_rng(seed)
    draw = lambda rows, columns: random.uniform(-0.9, 0.9, (rows, columns))
    network = RNN(draw(3, 4), draw(4, 4), draw(1, 4), draw(4, 7), draw(1, 7))
    return network, [draw(2, 3) for _ in range(5)], draw(2, 4)

def tells(bits):
    n = make_parity_network()
    states = right_states(n, [np.array([[float(bit)]]) for bit in bits], np.zeros((1, n.bias.shape[1])))
    for step, state in enumerate(states[1:]):
        right = right_predict(n, state)[0, sum(bits[:step + 1]) % 2]
        assert right >= 0.99, f"after step {step + 1} of {bits}: {right}"

def close(actual, expected, what):
    actual, expected = np.asarray(actual), np.asarray(expected)
    assert actual.shape == expected.shape, f"{what}: shape {actual.shape}, expected {expected.shape}"
    assert np.allclose(actual, expected, rtol=1e-9, atol=1e-9), f"{what}: {actual}, expected {expected}"
'''

CHECKS = [
    (1, 2, "logits = np.random.default_rng(1).uniform(-4, 4, (3, 7))\nclose(softmax(logits), right_softmax(logits), 'softmax')"),
    (1, 2, "p = softmax(np.random.default_rng(2).uniform(-4, 4, (3, 7)))\nassert p.shape == (3, 7)\nassert ((p >= 0) & (p <= 1)).all()\nclose(p.sum(axis=1), np.ones(3), 'sums')"),
    (1, 2, "logits = np.array([[1000.0, 1001, 1002], [-1000, -1001, -1002]])\nclose(softmax(logits), right_softmax(logits), 'large logits')"),
    (1, 2, "logits = np.array([[2.0, 1, 0], [-5000, -5002, -5001]])\nclose(softmax(logits), right_softmax(logits), 'rows of their own')"),
    (1, 2, "logits = np.random.default_rng(5).uniform(-4, 4, (3, 7))\nclose(softmax(logits + 300), softmax(logits), 'shifted')\nclose(softmax(logits + 300), right_softmax(logits), 'shifted')"),
    (2, 4, "one = np.ones((1, 1))\nclose(RNN(one, 2 * one, -3 * one, one, 0 * one).step(one, one), [[0]], 'by hand')"),
    (2, 4, "n, xs, h = example()\nclose(n.step(xs[0], h), right_step(n, xs[0], h), 'step')"),
    (2, 4, "n, xs, h = example()\nzero = n.step(xs[0], 0 * h)\nassert not np.allclose(zero, n.step(xs[0], h)), 'the state is ignored'\nclose(zero, right_step(n, xs[0], 0 * h), 'step from zeros')"),
    (2, 4, "n, xs, h = example()\nalone = n.step(xs[1][1:], h[1:])\nclose(alone, right_step(n, xs[1], h)[1:], 'one example')\nclose(n.step(xs[1], h)[1:], alone, 'row 1')"),
    (2, 4, "n, xs, h = example()\nlarge = n.step(xs[0] * 1000, h)\nassert large.shape == h.shape\nassert (abs(large) <= 1).all(), 'beyond 1'"),
    (3, 5, "n, xs, h = example()\nclose(n.predict(h), right_predict(n, h), 'predict')"),
    (3, 5, "n, xs, h = example()\np = n.predict(h)\nassert p.shape == (2, 7)\nclose(p.sum(axis=1), np.ones(2), 'sums')"),
    (4, 25 / 6, "n, xs, h = example()\nclose(n.forward(xs, h)[1].states, right_states(n, xs, h), 'states')"),
    (4, 25 / 6, "n, xs, h = example()\nclose(n.forward(xs, h)[0], [right_predict(n, s) for s in right_states(n, xs, h)[1:]], 'predictions')"),
    (4, 25 / 6, "n, xs, h = example()\nclose(n.forward(xs[:1], h)[1].states, right_states(n, xs[:1], h), 'one step')"),
    (4, 25 / 6, "n, xs, h = example()\nclose(n.forward(xs, h)[1].inputs, xs, 'inputs')"),
    (4, 25 / 6, "n, xs, h = example()\nhead, cache = n.forward(xs[:2], h)\nassert len(cache.states) == 3\ntail, _ = n.forward(xs[2:], cache.states[2])\nclose(head + tail, [right_predict(n, s) for s in right_states(n, xs, h)[1:]], 'in two parts')"),
    (4, 25 / 6, "n, xs, h = example()\npredictions, cache = n.forward([], h)\nassert len(predictions) == 0\nclose(cache.states, [h], 'no inputs')"),
    (5, 5, "n, xs, h = example()\nclose(stacked(h, xs[0]), np.hstack([h, xs[0]]), 'stacked')"),
    (5, 5, "n, xs, h = example()\nclose(stacked_weight(n), np.vstack([n.weight_hh, n.weight_ih]), 'stacked weight')"),
    (5, 5, "n, xs, h = example()\nclose(stacked_step(n, xs[0], h), right_step(n, xs[0], h), 'stacked step')"),
    (5, 5, "n, xs, h = example()\nclose(stacked(h, xs[0]) @ stacked_weight(n), h @ n.weight_hh + xs[0] @ n.weight_ih, 'one product')"),
    (6, 5, "for number in range(64):\n    tells([number >> place & 1 for place in range(6)])"),
    (6, 5, "tells([1] + [0] * 999)"),
    (6, 5, "tells([int(bit) for bit in np.random.default_rng(6).integers(0, 2, 1000)])"),
]

MISTAKES = [
    ("softmax", "logits - logits.max(axis=1, keepdims=True)", "logits"),
    ("softmax", "logits.max(axis=1, keepdims=True)", "logits.max()"),
    ("softmax", "powers / powers.sum(axis=1, keepdims=True)", "powers / powers.sum()"),
    ("softmax", "powers / powers.sum(axis=1, keepdims=True)", "powers"),
    ("rnn", "np.tanh(x @ self.weight_ih + state @ self.weight_hh + self.bias)",
     "x @ self.weight_ih + state @ self.weight_hh + self.bias"),
    ("rnn", "x @ self.weight_ih + state @ self.weight_hh + self.bias", "x @ self.weight_ih + self.bias"),
    ("rnn", "state @ self.weight_hh", "state @ self.weight_hh.T"),
    ("rnn", "softmax(state @ self.weight_hq + self.bias_q)", "state @ self.weight_hq + self.bias_q"),
    ("rnn", "self.step(x, states[-1])", "self.step(x, initial_state)"),
    ("rnn", "states, predictions = [initial_state], []", "states, predictions = [0 * initial_state], []"),
    ("stacked", "[state, x], axis=1", "[x, state], axis=1"),
    ("stacked", "[network.weight_hh, network.weight_ih]", "[network.weight_ih, network.weight_hh]"),
    ("handmade", "-1.5 * yes", "-0.5 * yes"),
    ("handmade", "[-sure, sure], [sure, -sure]", "[sure, -sure], [-sure, sure]"),
    ("handmade", "yes, sure = 40.0, 10.0", "yes, sure = 4.0, 1.0"),
]


def solved(task):
    """The task's cell as a student hands it in: without the marks."""
    return "\n".join(line for line in TASKS[task].splitlines() if "### " not in line)


def notebook():
    """The instructor's notebook, with the solution in it."""
    cells = [_cell(GIVEN, "given", locked=True)]
    cells += [_cell(source, task, solution=True) for task, source in TASKS.items()]
    cells.append(_cell(ORACLE, "oracle", locked=True))
    for number, (task, points, source) in enumerate(CHECKS):
        cells.append(_cell(source, f"task{task}-check{number}", grade=True, locked=True, points=points))
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return book


def _cell(source, name, grade=False, locked=False, solution=False, points=None):
    about = {
        "grade": grade, "grade_id": name, "locked": locked, "solution": solution, "task": False, "schema_version": 3}
    if points is not None:
        about["points"] = points
    return nbformat.v4.new_code_cell(source.strip(), metadata={"nbgrader": about})
