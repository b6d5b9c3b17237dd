import LinearAlgebra
import RecurrentNetworks

private typealias Cell = LSTMCell<Double>

private func linear(_ inputs: Int, _ outputs: Int) -> Linear<Double> {
  var generator = SplitMix64(seed: 5)
  return Linear(inputSize: inputs, outputSize: outputs, using: &generator)
}

private func embedding(_ tokens: Int) -> Embedding<Double> { Embedding(weight: numbers(tokens, 3)) }

private func stack(_ layers: Int) -> DeepRNN<RecurrentLayer<Cell>> {
  var generator = SplitMix64(seed: 5)
  return DeepRNN(inputSize: inputCount, hiddenSize: unitCount, layerCount: layers, using: &generator)
}

/// The parts before, between and after the layers.
var partCalls: [WrongCall] {

  [
    WrongCall("an embedding's gradient of a smaller table", MatrixShape(200_000, 3), MatrixShape(2, 3)) {
      var gradient = embedding(2)
      embedding(200_000).backward(numbers(1, 3), through: [199_999], adding: &gradient)
    },
    WrongCall("an embedding's gradient of too few rows", MatrixShape(2, 3), MatrixShape(1, 3)) {
      var gradient = embedding(4)
      embedding(4).backward(numbers(1, 3), through: [1, 2], adding: &gradient)
    },
    WrongCall("an embedding of a token beyond the table", says: ["token 4", "4"]) { _ = embedding(4)([4]) },
    WrongCall("an embedding of a token below 0", says: ["token -1"]) { _ = embedding(4)([-1]) },
    WrongCall("an embedding of -1 tokens", says: ["[-1, 3]"]) {
      var generator = SplitMix64(seed: 5)
      _ = Embedding<Double>(vocabularySize: -1, size: 3, using: &generator)
    },
    WrongCall("a Linear's bias of one number", MatrixShape(1, 7), MatrixShape(1, 1)) {
      var layer = linear(4, 7)
      layer.bias = [[0]]
      _ = layer(numbers(2, 4))
    },
    WrongCall("a Linear's bias of one number in the backward pass", MatrixShape(1, 7), MatrixShape(1, 1)) {
      var (layer, gradient) = (linear(4, 7), linear(4, 7))
      layer.bias = [[0]]
      _ = layer.backward(numbers(2, 7), through: numbers(2, 4), adding: &gradient)
    },
    WrongCall("a Linear's gradient of one number", MatrixShape(1, 7), MatrixShape(1, 1)) {
      var gradient = linear(4, 7)
      gradient.bias = [[0]]
      _ = linear(4, 7).backward(numbers(2, 7), through: numbers(2, 4), adding: &gradient)
    },
    WrongCall("a Linear of another batch in the backward pass", MatrixShape(2, 4), MatrixShape(3, 7)) {
      var gradient = linear(4, 7)
      _ = linear(4, 7).backward(numbers(3, 7), through: numbers(2, 4), adding: &gradient)
    },
    WrongCall("a Linear of -1 inputs", says: ["-1"]) { _ = linear(-1, 3) },
    WrongCall("a Linear of -1 outputs", says: ["[3, -1]"]) { _ = linear(3, -1) },
    WrongCall("a mask of -1 rows", says: ["[-1, 3]"]) {
      var generator = SplitMix64(seed: 5)
      let _: Matrix<Double> = Dropout(probability: 0.5).mask(MatrixShape(-1, 3), using: &generator)
    },
    WrongCall("a mask of too many rows", says: ["[9223372036854775807, 3]"]) {
      var generator = SplitMix64(seed: 5)
      let _: Matrix<Double> = Dropout(probability: 0.5).mask(MatrixShape(.max, 3), using: &generator)
    },
    WrongCall("a convention whose tensors share a name", says: ["W"]) {
      _ = WeightConvention(
        name: "one name", layout: .inputsByOutputs, weightIH: "W", weightHH: "W",
        rnn: WeightConvention.CellForm("h", .one("b")))
    },
    WrongCall("a cell with a bias of one number in a convention", MatrixShape(1, 16), MatrixShape(1, 1)) {
      var cell = Cell.example
      cell.bias = [[0]]
      _ = try? cell.weights(in: .pyTorch)
    },
  ] + stackCalls + directionCalls + wiringCalls
}

private var stackCalls: [WrongCall] {
  [
    WrongCall("a stack of no layers", says: ["0"]) { _ = stack(0) },
    WrongCall("a stack of -1 layers", says: ["-1"]) { _ = stack(-1) },
    WrongCall("a stack that lost its layers", says: ["at least one layer"]) {
      var deep = stack(2)
      deep.layers = []
      _ = deep(inputs)
    },
    WrongCall("the size of a stack that lost its layers", says: ["at least one layer"]) {
      var deep = stack(2)
      deep.layers = []
      _ = deep.outputSize
    },
    WrongCall("a stack whose layer was exchanged", says: ["4", "6"]) {
      var generator = SplitMix64(seed: 5)
      var deep = stack(2)
      deep.layers[1] = RecurrentLayer(Cell(inputSize: 6, hiddenSize: 4, using: &generator))
      _ = deep(inputs)
    },
    WrongCall("a stack begins with a state too few", says: ["2", "1"]) {
      _ = stack(2)(inputs, from: [.zeros(batchSize: 2, hiddenSize: 4)])
    },
    WrongCall("a stack runs backward through a shallower one's run", says: ["1", "2"]) {
      _ = stack(2).backward(outputGradients, through: stack(1)(inputs))
    },
    WrongCall("a stack gathers a shallower one's gradients", says: ["layers.1.weightIH"]) {
      var sum = stack(2)
      sum.add(stack(1), times: 1)
    },
  ]
}

private var directionCalls: [WrongCall] {
  [
    WrongCall("two directions of different sizes", says: ["3 to 4", "3 to 1"]) {
      var generator = SplitMix64(seed: 5)
      var both = Bidirectional(forward: Cell.example, backward: Cell.example, merge: .summed)
      both.backwardLayer.cell = Cell(inputSize: 3, hiddenSize: 1, using: &generator)
      _ = both(inputs)
    },
    WrongCall("two directions run backward from a state of one row", MatrixShape(2, 4), MatrixShape(1, 4)) {
      let both = Bidirectional(forward: Cell.example, backward: Cell.example, merge: .summed)
      let zero = LSTMState<Double>.zeros(batchSize: 2, hiddenSize: 4)
      _ = both.backward(
        outputGradients,
        finalState: BidirectionalState(forward: zero, backward: .zeros(batchSize: 1, hiddenSize: 4)),
        through: both(inputs))
    },
  ]
}

private var wiringCalls: [WrongCall] {
  [
    WrongCall("a network generates -1 steps", says: ["-1"]) {
      var generator = SplitMix64(seed: 5)
      let network = OneToMany<RecurrentLayer<Cell>>(
        inputSize: 3, hiddenSize: 4, outputSize: 3, using: &generator)
      _ = network.generate(from: numbers(2, 3), stepCount: -1) { $0 }
    },
    WrongCall("a network's output layer was exchanged", MatrixShape(2, 4), MatrixShape(6, 3)) {
      var generator = SplitMix64(seed: 5)
      var network = ManyToOne<RecurrentLayer<Cell>>(
        inputSize: 3, hiddenSize: 4, outputSize: 3, using: &generator)
      network.output = linear(6, 3)
      _ = network(inputs)
    },
    WrongCall("a network gathers another's gradients", says: ["[3, 24]", "[3, 16]"]) {
      var generator = SplitMix64(seed: 5)
      let network = ManyToOne<RecurrentLayer<Cell>>(
        inputSize: 3, hiddenSize: 4, outputSize: 3, using: &generator)
      var other = ManyToOne<RecurrentLayer<Cell>>(
        inputSize: 3, hiddenSize: 6, outputSize: 3, using: &generator)
      other.output = network.output
      other.add(network, times: 1)
    },
  ]
}
