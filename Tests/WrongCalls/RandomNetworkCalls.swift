import LinearAlgebra
import RecurrentNetworks

extension Draw {
  /// A cell, rarely with invalid parameters.
  mutating func cell<Cell: RecurrentCell>(_ type: Cell.Type) -> Cell where Cell.Scalar == Double {
    var cell = Cell.example
    for (_, path) in cell.namedParameters where once(in: 12) { cell[keyPath: path] = matrix() }
    return cell
  }

  mutating func state<Cell: RecurrentCell>(of type: Cell.Type) -> Cell.State where Cell.Scalar == Double {
    var state = Cell.example.initialState(batchSize: batchSize)
    state.hidden = matrix(batchSize, unitCount)
    return state
  }

  mutating func linear() -> Linear<Double> {
    var source = source()
    var layer = Linear<Double>(inputSize: unitCount, outputSize: 3, using: &source)
    if once(in: 6) { layer.bias = matrix() }
    if once(in: 6) { layer.weight = matrix() }
    return layer
  }
}

/// Calls of a cell and its layers.
private func callsOf<Cell: RecurrentCell>(_ type: Cell.Type) -> [RandomCall] where Cell.Scalar == Double {
  let kind = Cell.kind
  return [
    RandomCall("a fresh \(kind)") { draw in
      var source = draw.source()
      let cell = Cell(inputSize: draw.size(), hiddenSize: draw.size(), using: &source)
      return cell.namedParameters.map { cell[keyPath: $0.path] }
    },
    RandomCall("a step of \(kind)") { draw in
      [
        draw.cell(Cell.self).step(draw.matrix(batchSize, inputCount), from: draw.state(of: Cell.self)).state
          .hidden
      ]
    },
    RandomCall("a backward step of \(kind)") { draw in
      let cell = Cell.example
      let (_, cache) = cell.step(inputs[0], from: cell.initialState(batchSize: batchSize))
      var gradient: Cell = draw.cell(Cell.self)
      let before = draw.cell(Cell.self).backward(draw.state(of: Cell.self), through: cache, adding: &gradient)
      return [before.input, before.state.hidden]
    },
    RandomCall("a layer of \(kind)") { draw in
      let layer = RecurrentLayer(draw.cell(Cell.self), direction: draw.one(of: Direction.allCases))
      return layer(
        draw.matrices(stepCount, batchSize, inputCount),
        from: draw.once(in: 2) ? draw.state(of: Cell.self) : nil,
        lengths: draw.lengths()
      ).hidden
    },
    RandomCall("a layer of \(kind) back") { draw in
      let layer = RecurrentLayer(Cell.example)
      let output = layer(inputs, lengths: draw.once(in: 3) ? [2, 5] : nil)
      let gradients = draw.matrices(stepCount, batchSize, unitCount)
      let final = draw.once(in: 2) ? draw.state(of: Cell.self) : nil
      let back = RecurrentLayer(draw.cell(Cell.self))
      return draw.once(in: 2)
        ? back.backward(gradients, finalState: final, through: output).inputs
        : back.backward(gradients, finalState: final, window: draw.count(), through: output).inputs
    },
    RandomCall("a stack of \(kind)") { draw in
      var source = draw.source()
      var deep = DeepRNN<RecurrentLayer<Cell>>(
        inputSize: inputCount, hiddenSize: unitCount, layerCount: draw.count(), using: &source)
      if draw.once(in: 5) { deep.layers.removeLast() }
      let output = deep(
        draw.matrices(stepCount, batchSize, inputCount),
        from: draw.once(in: 3) ? [draw.state(of: Cell.self)] : nil)
      return deep.backward(draw.matrices(stepCount, batchSize, unitCount), through: output).inputs
    },
    RandomCall("two directions of \(kind)") { draw in
      var both = Bidirectional(
        forward: Cell.example, backward: Cell.example, merge: draw.one(of: Merge.allCases))
      if draw.once(in: 3) { both.backwardLayer.cell = draw.cell(Cell.self) }
      let output = both(draw.matrices(stepCount, batchSize, inputCount), lengths: draw.lengths())
      return both.backward(draw.matrices(stepCount, batchSize, both.outputSize), through: output).inputs
    },
    RandomCall("the Jacobians of \(kind)") { draw in
      RecurrentLayer(draw.cell(Cell.self)).stateJacobians(over: draw.matrices(stepCount, 1, inputCount))
    },
  ]
}

/// Calls of RecurrentNetworks.
var randomNetworkCalls: [RandomCall] {
  [
    callsOf(RNNCell<Double>.self), callsOf(LSTMCell<Double>.self), callsOf(GRUCell<Double>.self),
    callsOf(PeepholeLSTMCell<Double>.self), callsOf(CoupledLSTMCell<Double>.self),
    callsOf(SimplifiedGRUCell<Double>.self), randomPartCalls, lossCalls, wiringCalls,
  ].flatMap { $0 }
}

private var randomPartCalls: [RandomCall] {
  [
    RandomCall("an RNN cell of matrices") { draw in
      let cell = RNNCell(weightIH: draw.matrix(3, 4), weightHH: draw.matrix(4, 4), bias: draw.matrix(1, 4))
      return [cell.step(inputs[0], from: draw.matrix(2, 4)).state]
    },
    RandomCall("a GRU cell of matrices") { draw in
      let cell = GRUCell(
        weightIH: draw.matrix(3, 12), weightHH: draw.matrix(4, 12), bias: draw.matrix(1, 12),
        resetBias: draw.matrix(1, 4), resetPlacement: .afterProduct)
      return RecurrentLayer(cell)(inputs).hidden
    },
    RandomCall("a gate set") { draw in
      var cell = draw.cell(LSTMCell<Double>.self)
      cell[.forgetGate].bias = draw.matrix(1, 4)
      cell[.outputGate].weightHH = draw.matrix(4, 4)
      return [cell.bias, cell.weightHH]
    },
    RandomCall("a cell to a convention and back") { draw in
      let weights = try draw.cell(LSTMCell<Double>.self).weights(in: .pyTorch)
      return [try LSTMCell(weights, convention: .pyTorch).weightIH]
    },
    RandomCall("a cell from a convention") { draw in
      [
        try GRUCell(
          ["kernel": draw.matrix(3, 12), "recurrent_kernel": draw.matrix(4, 12), "bias": draw.matrix(2, 12)],
          convention: .keras()
        ).weightIH
      ]
    },
    RandomCall("an embedding") { draw in
      let table = Embedding(weight: draw.matrix(4, 3))
      let tokens = draw.indices()
      var gradient = Embedding(weight: draw.matrix(4, 3))
      table.backward(draw.matrix(tokens.count, 3), through: tokens, adding: &gradient)
      return [table(tokens), gradient.weight]
    },
    RandomCall("a fresh embedding") { draw in
      var source = draw.source()
      return [Embedding<Double>(vocabularySize: draw.size(), size: draw.size(), using: &source).weight]
    },
    RandomCall("a fresh Linear") { draw in
      var source = draw.source()
      let layer = Linear<Double>(inputSize: draw.size(), outputSize: draw.size(), using: &source)
      return [layer.weight, layer.bias]
    },
    RandomCall("a Linear") { draw in
      let layer = draw.linear()
      let input = draw.matrix(2, 4)
      var gradient = draw.linear()
      return [layer(input), layer.backward(draw.matrix(2, 3), through: input, adding: &gradient)]
    },
    RandomCall("dropout") { draw in
      var source = draw.source()
      return [
        Dropout(probability: draw.share()).mask(MatrixShape(draw.size(), draw.size()), using: &source)
      ]
    },
    RandomCall("singular values") { [Matrix([singularValues(of: $0.matrix())])] },
  ]
}

private var lossCalls: [RandomCall] {
  [
    RandomCall("softmax") { draw in
      let logits = draw.matrix()
      return [softmax(logits), logSoftmax(logits)]
    },
    RandomCall("cross-entropy") { draw in
      let (logits, targets) = (draw.matrix(3, 4), draw.indices(atMost: 3))
      return [
        [[crossEntropy(logits: logits, targets: targets, ignoredTarget: 9)]],
        crossEntropyGradient(logits: logits, targets: targets, ignoredTarget: 9),
      ]
    },
    RandomCall("binary cross-entropy") { draw in
      let (logits, targets) = (draw.matrix(2, 2), draw.matrix(2, 2))
      return [
        [[binaryCrossEntropy(logits: logits, targets: targets)]],
        binaryCrossEntropyGradient(logits: logits, targets: targets),
      ]
    },
  ]
}

private var wiringCalls: [RandomCall] {
  typealias Layer = RecurrentLayer<LSTMCell<Double>>
  return [
    RandomCall("many to one") { draw in
      var network = ManyToOne(layer: Layer(draw.cell(LSTMCell<Double>.self)), output: draw.linear())
      let gradient = network
      network.output = draw.linear()
      let (logits, cache) = network(draw.matrices(stepCount, batchSize, inputCount), lengths: draw.lengths())
      var sum = gradient
      return [logits] + network.backward(draw.matrix(2, 3), through: cache, adding: &sum)
    },
    RandomCall("many to many") { draw in
      let network = ManyToMany(layer: Layer(draw.cell(LSTMCell<Double>.self)), output: draw.linear())
      let (logits, cache) = network(draw.matrices(stepCount, batchSize, inputCount), lengths: draw.lengths())
      var sum = network
      return logits + network.backward(draw.matrices(stepCount, 2, 3), through: cache, adding: &sum)
    },
    RandomCall("one to many") { draw in
      let network = OneToMany(layer: Layer(draw.cell(LSTMCell<Double>.self)), output: draw.linear())
      return network.generate(from: draw.matrix(2, 3), stepCount: draw.count()) { $0 }
    },
    RandomCall("encoder and decoder") { draw in
      let network = EncoderDecoder(
        encoder: Layer(draw.cell(LSTMCell<Double>.self)), decoder: Layer(draw.cell(LSTMCell<Double>.self)),
        output: draw.linear())
      return network.generate(
        from: draw.matrices(stepCount, 2, 3), sourceLengths: draw.lengths(), startInput: draw.matrix(2, 3),
        stepCount: draw.count()
      ) { $0 }
    },
  ]
}
