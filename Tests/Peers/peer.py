"""What the peers share: the workload, its tokens, how a form is chosen and timed, and the conversation.

A peer is a process that answers one line of JSON for each line that it reads, so that a benchmark can let
several take turns. It begins with a line about itself, and ends when its input does. One training step is the
same everywhere: forward over T steps of B sequences in float32, mean cross-entropy over T · B predictions,
backpropagation through the window, the gradient clipped to a global norm of 1, plain gradient descent with a
rate of 0.1; the state after a window, taken as a constant, is the state before the next.
"""

import json
import os
import signal
import sys
import time
from dataclasses import dataclass

LEARNING_RATE, CLIP_NORM = 0.1, 1.0
WINDOWS, SEED = 4, 4
TRIALS, TRIAL_SECONDS = 3, 0.1


@dataclass(frozen=True)
class Workload:
    """The sizes of one training."""

    cell: str
    layers: int
    vocabularySize: int
    hiddenSize: int
    batchSize: int
    stepCount: int

    @property
    def gates(self):
        return {"rnn": 1, "gru": 3, "lstm": 4}[self.cell]

    @property
    def tokens_per_step(self):
        return self.batchSize * self.stepCount


def tokens(workload, windows=WINDOWS):
    """Inputs and targets, a list of T · B numbers each for every window, drawn by splitmix64 as the course does."""
    state, mask, drawn = SEED, (1 << 64) - 1, []
    for _ in range(2 * windows * workload.tokens_per_step):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        drawn.append((z ^ (z >> 31)) % workload.vocabularySize)
    parts = [drawn[k : k + workload.tokens_per_step] for k in range(0, len(drawn), workload.tokens_per_step)]
    return list(zip(parts[0::2], parts[1::2]))


def resident_bytes(name):
    """`VmRSS`, what is resident now, or `VmHWM`, the most that ever was; None where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(name + ":"))
    except OSError:
        return peak_of_the_system() if name == "VmHWM" else None


def peak_of_the_system():
    import resource

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def speed(trainer, seconds):
    """Tokens per second over whole steps, at least one."""
    steps, begun = 0, time.perf_counter()
    while True:
        trainer.step()
        steps += 1
        elapsed = time.perf_counter() - begun
        if elapsed >= seconds:
            return steps * trainer.workload.tokens_per_step / elapsed


def fastest(make, forms, workload):
    """A warm trainer in the form that is fastest on this workload: the best of a few trials each, in turns."""
    trainers = {form: make(workload, form) for form in forms}
    for trainer in trainers.values():
        trainer.step()
        trainer.step()
    if len(trainers) == 1:
        return next(iter(trainers.values()))
    best = dict.fromkeys(trainers, 0)
    for _ in range(TRIALS):
        for form, trainer in trainers.items():
            best[form] = max(best[form], speed(trainer, TRIAL_SECONDS))
    return trainers[max(best, key=best.get)]


class Peer:
    """A library, by its name and version, the forms in which it can train, and a maker of trainers."""

    def __init__(self, name, version, threads, forms, make):
        self.name, self.version, self.threads, self.forms, self.make = name, version, threads, forms, make
        self.key, self.trainer = None, None

    def answer(self, request):
        workload = Workload(**request["workload"])
        form = request.get("form")
        if self.key != (workload, form):
            self.key, self.trainer = None, None
            forms = [form] if form else self.forms(workload)
            self.trainer = fastest(self.make, forms, workload)
            self.key = (workload, form)
        rate = speed(self.trainer, request["seconds"])
        return {"tokensPerSecond": rate, "form": self.trainer.form, "peakBytes": resident_bytes("VmHWM")}

    def hello(self):
        return {
            "name": self.name, "version": self.version, "threads": self.threads,
            "idleBytes": resident_bytes("VmRSS"),
        }


def serve(make_peer):
    """Speaks for a peer until the input ends. `make_peer(threads)` imports the library and makes the peer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not get between the lines of the conversation.
    line = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def say(message):
        line.write(json.dumps(message) + "\n")
        line.flush()

    try:
        peer = make_peer(int(sys.argv[1]))
    except ImportError as error:
        say({"error": f"{error.name or error} is not installed for {sys.executable}"})
        return
    say(peer.hello())
    for text in sys.stdin:
        try:
            say(peer.answer(json.loads(text)))
        except Exception as error:
            say({"error": f"{type(error).__name__}: {error}"})
