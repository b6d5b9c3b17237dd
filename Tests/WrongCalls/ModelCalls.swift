import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

private typealias Cell = LSTMCell<Double>
private typealias Model = LanguageModel<Cell>
private typealias Engine = LanguageModelEngine<Cell>

private func model(_ vocabularySize: Int = 7, _ hiddenSize: Int = 4, layers: Int = 2) -> Model {
  var generator = SplitMix64(seed: 9)
  return Model(
    vocabularySize: vocabularySize, hiddenSize: hiddenSize, layerCount: layers, using: &generator)
}

private func engine(_ model: Model) -> Engine { Engine(model, batchSize: 2, stepCount: 5, threadCount: 1) }

private func state(_ shape: MatrixShape) -> LSTMState<Double> {
  LSTMState(hidden: numbers(shape), cell: numbers(shape))
}

/// A model of one layer of a given cell reads a token.
func readWithReader<Cell: RecurrentCell>(_ cell: Cell) where Cell.Scalar == Double {
  var generator = SplitMix64(seed: 9)
  var model = LanguageModel<Cell>(
    vocabularySize: inputCount, hiddenSize: unitCount, using: &generator)
  model.layers.layers[0].cell = cell
  _ = LanguageModelReader(model).read(1)
}

/// Models, engines and readers.
var modelCalls: [WrongCall] {

  changedModelCalls + carriedStateCalls + windowCalls + optimizerCalls
}

private var changedModelCalls: [WrongCall] {
  [
    WrongCall("an engine gets a smaller model", MatrixShape(7, 16), MatrixShape(7, 4)) {
      engine(model()).model = model(7, 1)
    },
    WrongCall("an engine gets a larger model", MatrixShape(7, 16), MatrixShape(9, 16)) {
      engine(model()).model = model(9)
    },
    WrongCall("an engine gets a shallower model", says: ["layers.1.weightIH"]) {
      engine(model()).model = model(layers: 1)
    },
    WrongCall("an engine gets a model whose bias is one number", MatrixShape(1, 7), MatrixShape(1, 1)) {
      var changed = model()
      changed.output.bias = [[0]]
      engine(model()).model = changed
    },
    WrongCall("an engine gets a model of another activation", says: ["relu: true", "relu: false"]) {
      func made(_ activation: Activation) -> LanguageModel<RNNCell<Double>> {
        var generator = SplitMix64(seed: 9)
        return LanguageModel(vocabularySize: 7, hiddenSize: 4, using: &generator) {
          RNNCell(inputSize: $0, hiddenSize: $1, activation: activation, using: &$2)
        }
      }
      LanguageModelEngine(made(.tanh), batchSize: 2, stepCount: 5).model = made(.relu)
    },
    WrongCall("an engine of a model whose bias is one number", MatrixShape(1, 7), MatrixShape(1, 1)) {
      var changed = model()
      changed.output.bias = [[0]]
      _ = engine(changed)
    },
    WrongCall("an engine of a model whose output layer was exchanged", says: ["4", "[6, 7]"]) {
      var generator = SplitMix64(seed: 9)
      var changed = model()
      changed.output = Linear(inputSize: 6, outputSize: 7, using: &generator)
      _ = engine(changed)
    },
    WrongCall("an engine of a model whose layer was exchanged", says: ["4", "6"]) {
      var changed = model()
      changed.layers.layers[1] = model(6, 4, layers: 1).layers.layers[0]
      _ = engine(changed)
    },
    WrongCall("an engine of a model whose cell was spoilt", says: ["[1, 16]", "[1, 1]"]) {
      var changed = model()
      changed.layers.layers[1].cell.bias = [[0]]
      _ = engine(changed)
    },
    WrongCall("an engine of a model without layers", says: ["at least one layer"]) {
      var changed = model()
      changed.layers.layers = []
      _ = engine(changed)
    },
    WrongCall("an engine of a model that reads backward", says: ["backward"]) {
      var changed = model()
      changed.layers.layers[0] = RecurrentLayer(changed.layers.layers[0].cell, direction: .backward)
      _ = engine(changed)
    },
    WrongCall("an engine of cells that have no fused form", says: ["CoupledLSTM"]) {
      var generator = SplitMix64(seed: 9)
      _ = LanguageModelEngine(
        LanguageModel<CoupledLSTMCell<Double>>(vocabularySize: 7, hiddenSize: 4, using: &generator),
        batchSize: 2,
        stepCount: 5)
    },
    WrongCall("a model of -1 layers", says: ["-1"]) { _ = model(layers: -1) },
    WrongCall("a model of -1 tokens", says: ["-1 tokens"]) { _ = model(-1) },
  ]
}

private var carriedStateCalls: [WrongCall] {

  [MatrixShape(1, 1), MatrixShape(3, 4), MatrixShape(2, 5), MatrixShape(5000, 8)].map { wrong in
    WrongCall("an engine gets a state \(wrong)", MatrixShape(2, 4), wrong) {
      engine(model()).state = [state(MatrixShape(2, 4)), state(wrong)]
    }
  }
    + [MatrixShape(1, 1), MatrixShape(2, 4), MatrixShape(1, 5000)].map { wrong in
      WrongCall("a reader gets a state \(wrong)", MatrixShape(1, 4), wrong) {
        LanguageModelReader(model()).state = [state(wrong), state(wrong)]
      }
    }
    + [
      WrongCall("an engine gets no states for its layers", says: ["2", "0"]) { engine(model()).state = [] },
      WrongCall("an engine gets a state too many", says: ["2", "3"]) {
        engine(model()).state = Array(repeating: state(MatrixShape(2, 4)), count: 3)
      },
      WrongCall("an engine gets a memory of another shape", MatrixShape(2, 4), MatrixShape(1, 4)) {
        var spoilt = state(MatrixShape(2, 4))
        spoilt.cell = numbers(1, 4)
        engine(model()).state = [state(MatrixShape(2, 4)), spoilt]
      },
      WrongCall("a reader gets no states for its layers", says: ["2", "0"]) {
        LanguageModelReader(model()).state = []
      },
      WrongCall("a stepped reader gets a state of one number", MatrixShape(1, 4), MatrixShape(1, 1)) {
        var generator = SplitMix64(seed: 9)
        let stepped = LanguageModel<SimplifiedGRUCell<Double>>(
          vocabularySize: 7, hiddenSize: 4, using: &generator)
        LanguageModelReader(stepped).state = [[[0]]]
      },
      WrongCall("a model steps from a state too few", says: ["2", "1"]) {
        _ = model().step([1, 2], from: [state(MatrixShape(2, 4))])
      },
      WrongCall("a model reads a window from states of one row", MatrixShape(2, 4), MatrixShape(1, 4)) {
        let window = TokenWindow(inputs: [[1, 2]], targets: [[2, 3]])
        _ = model().loss(of: window, from: Array(repeating: state(MatrixShape(1, 4)), count: 2))
      },
    ]
}

private var windowCalls: [WrongCall] {
  [
    WrongCall("an engine reads a token beyond its vocabulary", says: ["7", "0 to 6"]) {
      _ = engine(model()).loss(inputs: [1, 7], targets: [1, 2])
    },
    WrongCall("an engine predicts a token below 0", says: ["-1", "0 to 6"]) {
      _ = engine(model()).lossAndGradient(inputs: [1, 2], targets: [1, -1])
    },
    WrongCall("an engine reads a huge token", says: ["4294967296"]) {
      _ = engine(model()).lossAndGradient(inputs: [1, 1 << 32], targets: [1, 1])
    },
    WrongCall("an engine reads half a step", says: ["3", "2"]) {
      _ = engine(model()).loss(inputs: [1, 2, 3], targets: [1, 2, 3])
    },
    WrongCall("an engine reads more steps than it has room for", says: ["12", "5"]) {
      _ = engine(model()).loss(
        inputs: Array(repeating: 1, count: 12), targets: Array(repeating: 1, count: 12))
    },
    WrongCall("an engine reads nothing", says: ["0"]) { _ = engine(model()).loss(inputs: [], targets: []) },
    WrongCall("an engine of no sequences", says: ["0", "5"]) {
      _ = Engine(model(), batchSize: 0, stepCount: 5)
    },
    WrongCall("an engine of too many sequences", says: ["\(Int.max)", "5"]) {
      _ = Engine(model(), batchSize: .max, stepCount: 5)
    },
    WrongCall("an engine of too many steps", says: ["\(Int.max)", "2"]) {
      _ = Engine(model(), batchSize: 2, stepCount: .max)
    },
    WrongCall("an engine of more sequences and steps than memory has", says: ["4294967296"]) {
      _ = Engine(model(), batchSize: 1 << 32, stepCount: 1 << 32)
    },
    WrongCall("a reader reads a token beyond its vocabulary", says: ["7", "0 to 6"]) {
      _ = LanguageModelReader(model()).read(7)
    },
    WrongCall("a reader reads a token below 0", says: ["-1", "0 to 6"]) {
      _ = LanguageModelReader(model()).read(-1)
    },
    WrongCall("a model steps through a token beyond its vocabulary", says: ["7"]) {
      _ = model().step([7], from: model().initialState(batchSize: 1))
    },
    WrongCall("a model draws -1 tokens", says: ["-1"]) {
      var generator = SplitMix64(seed: 1)
      guard let sampler = try? Sampler() else { return }
      model().sample(after: [1], length: -1, with: sampler, using: &generator) { _ in true }
    },
    WrongCall("the probability of a token beyond the vocabulary", says: ["9"]) {
      _ = model().logProbability(of: [1, 2, 9])
    },
  ]
}

private var optimizerCalls: [WrongCall] {
  [
    WrongCall("Adam along another model's gradient", MatrixShape(7, 16), MatrixShape(7, 24)) {
      var (parameters, adam) = (model(), Adam(for: model()))
      adam.update(&parameters, along: model(7, 6))
    },
    WrongCall("Adam along a shallower model's gradient", says: ["layers.1.weightIH"]) {
      var (parameters, adam) = (model(), Adam(for: model()))
      adam.update(&parameters, along: model(layers: 1))
    },
    WrongCall("Adam with another model's moments", MatrixShape(7, 16), MatrixShape(7, 24)) {
      var (parameters, adam) = (model(), Adam(for: model(7, 6)))
      adam.update(&parameters, along: model())
    },
    WrongCall("Adam for a shallower model", says: ["layers.1.weightIH"]) {
      var (parameters, adam) = (model(), Adam(for: model(layers: 1)))
      adam.update(&parameters, along: model())
    },
    WrongCall("Adagrad along a gradient of one number", MatrixShape(1, 16), MatrixShape(1, 1)) {
      var (parameters, optimizer) = (model(), Adagrad(for: model()))
      var gradient = model()
      gradient.layers.layers[0].cell.bias = [[1]]
      optimizer.update(&parameters, along: gradient)
    },
    WrongCall("RMSprop along a shallower model's gradient", says: ["layers.1.weightIH"]) {
      var (parameters, optimizer) = (model(), RMSprop(for: model()))
      optimizer.update(&parameters, along: model(layers: 1))
    },
    WrongCall("descent along a shallower model's gradient", says: ["layers.1.weightIH"]) {
      var (parameters, optimizer) = (model(), SGD(for: model(), learningRate: 0.1))
      optimizer.update(&parameters, along: model(layers: 1))
    },
    WrongCall("a tensor whose sizes overflow", says: ["4611686018427387904"]) {
      _ = StoredTensor(shape: [1 << 62, 1 << 62], numbers: .float([]))
    },
    WrongCall("the parts of a tensor of nothing", says: ["1099511627776"]) {
      _ = StoredTensor(shape: [1 << 40, 0], numbers: .float([])).parts
    },
  ]
}
