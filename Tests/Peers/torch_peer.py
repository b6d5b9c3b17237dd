#!/usr/bin/env python3
"""PyTorch as a peer: `torch_peer.py THREADS`.

Two forms, of which each workload gets the faster: the modules of torch.nn on one-hot rows, which reach oneDNN's
fused LSTM; and a loop over the steps in which the tokens pick rows of the input weights, so that no one-hot
product is made. (torch.compile of the loop, tried with 2.13.0, was no faster than the loop.)
"""

from peer import CLIP_NORM, LEARNING_RATE, Peer, serve, tokens


def make_peer(threads):
    import torch

    torch.set_num_threads(threads)
    return Peer("torch", torch.__version__, threads, lambda workload: ["torch.nn", "loop"], Trainer)


class Trainer:
    """One model under training."""

    def __init__(self, workload, form):
        import torch

        self.workload, self.form = workload, form
        torch.manual_seed(0)
        kind = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[workload.cell]
        self.layers = kind(workload.vocabularySize, workload.hiddenSize, workload.layers)
        self.output = torch.nn.Linear(workload.hiddenSize, workload.vocabularySize)
        self.parameters = [*self.layers.parameters(), *self.output.parameters()]
        self.optimizer = torch.optim.SGD(self.parameters, lr=LEARNING_RATE)
        self.forward = {"torch.nn": self.by_module, "loop": self.by_loop}[form]
        self.identity = torch.eye(workload.vocabularySize)
        shape = (workload.stepCount, workload.batchSize)
        self.windows = [
            (torch.tensor(inputs).reshape(shape), torch.tensor(targets)) for inputs, targets in tokens(workload)]
        self.window, self.state = 0, self.zero_state()

    def zero_state(self):
        import torch

        workload = self.workload
        zero = torch.zeros(workload.layers, workload.batchSize, workload.hiddenSize)
        return (zero, zero) if workload.cell == "lstm" else zero

    def loss(self):
        """The loss of the next window; the state is carried on as a constant."""
        import torch

        inputs, targets = self.windows[self.window % len(self.windows)]
        self.window += 1
        logits, state = self.forward(inputs, self.state)
        self.state = tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()
        return torch.nn.functional.cross_entropy(logits.reshape(-1, self.workload.vocabularySize), targets)

    def step(self):
        import torch

        loss = self.loss()
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, CLIP_NORM)
        self.optimizer.step()
        return loss

    def by_module(self, inputs, state):
        hidden, state = self.layers(self.identity[inputs], state)
        return self.output(hidden), state

    def by_loop(self, inputs, state):
        import torch

        final, hidden = [], None
        for layer in range(self.workload.layers):
            weight_ih, weight_hh, bias_ih, bias_hh = (
                getattr(self.layers, f"{name}_l{layer}") for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"])
            bias = bias_ih if self.workload.cell == "gru" else bias_ih + bias_hh
            if layer == 0:
                parts = torch.nn.functional.embedding(inputs, weight_ih.t()) + bias
            else:
                parts = torch.nn.functional.linear(hidden, weight_ih, bias)
            step = getattr(self, self.workload.cell)
            one = tuple(part[layer] for part in state) if isinstance(state, tuple) else (state[layer],)
            outputs = []
            for part in parts.unbind(0):
                one = step(part, one, weight_hh.t(), bias_hh)
                outputs.append(one[0])
            hidden = torch.stack(outputs)
            final.append(one)
        carried = tuple(torch.stack(parts) for parts in zip(*final))
        return self.output(hidden), carried if isinstance(state, tuple) else carried[0]

    @staticmethod
    def rnn(part, state, weight, _):
        import torch

        return (torch.tanh(torch.addmm(part, state[0], weight)),)

    @staticmethod
    def gru(part, state, weight, bias):
        import torch

        (hidden,) = state
        size = hidden.shape[1]
        product = torch.addmm(bias, hidden, weight)
        reset, update = torch.sigmoid(part[:, : 2 * size] + product[:, : 2 * size]).chunk(2, 1)
        candidate = torch.tanh(part[:, 2 * size :] + reset * product[:, 2 * size :])
        return (candidate + update * (hidden - candidate),)

    @staticmethod
    def lstm(part, state, weight, _):
        import torch

        hidden, cell = state
        gates = torch.addmm(part, hidden, weight).chunk(4, 1)
        cell = torch.sigmoid(gates[1]) * cell + torch.sigmoid(gates[0]) * torch.tanh(gates[2])
        return (torch.sigmoid(gates[3]) * torch.tanh(cell), cell)


if __name__ == "__main__":
    serve(make_peer)
