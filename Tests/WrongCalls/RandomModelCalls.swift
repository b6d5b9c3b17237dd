import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

extension Draw {
  /// A model of 4 tokens, rarely with parts that do not fit.
  mutating func model<Cell: RecurrentCell>(_ type: Cell.Type, layers: Int = 2) -> LanguageModel<Cell>
  where Cell.Scalar == Double {
    var source = source()
    var model = LanguageModel<Cell>(
      vocabularySize: 4, hiddenSize: unitCount, layerCount: layers, using: &source)
    if once(in: 10) { model.output.bias = matrix() }
    if once(in: 10) { model.output.weight = matrix() }
    if once(in: 10) { model.layers.layers.removeLast() }
    if once(in: 10), !model.layers.layers.isEmpty { model.layers.layers[0].cell = cell(Cell.self) }
    return model
  }

  mutating func states<Cell: RecurrentCell>(of type: Cell.Type) -> [Cell.State]? where Cell.Scalar == Double {
    once(in: 3) ? nil : (0..<one(of: [0, 1, 2, 2, 2])).map { _ in state(of: Cell.self) }
  }
}

private func callsOf<Cell: RecurrentCell>(_ type: Cell.Type) -> [RandomCall] where Cell.Scalar == Double {
  let kind = Cell.kind
  return [
    RandomCall("a fresh model of \(kind)") { draw in
      var source = draw.source()
      let model = LanguageModel<Cell>(
        vocabularySize: draw.size(), hiddenSize: draw.size(), layerCount: draw.count(), using: &source)
      return [model.output.weight]
    },
    RandomCall("an engine of \(kind)") { draw in
      let engine = LanguageModelEngine(
        draw.model(Cell.self), batchSize: draw.once(in: 6) ? draw.size() : 2,
        stepCount: draw.once(in: 6) ? draw.size() : 2, threadCount: draw.one(of: [nil, 1, 2, -1, .max]))
      if draw.once(in: 2) { engine.model = draw.model(Cell.self) }
      if draw.once(in: 2) { engine.state = draw.states(of: Cell.self) }
      let (inputs, targets) = (
        draw.one(of: [[0, 1, 2, 3], draw.indices()]), draw.one(of: [[0, 1, 2, 3], draw.indices()])
      )
      let loss = engine.lossAndGradient(inputs: inputs, targets: targets)
      engine.clipGradient(toNorm: draw.share())
      engine.descendByAdam(learningRate: 0.1, updateCount: 1)
      return [[[loss]], engine.model.output.weight, engine.gradient.output.weight]
    },
    RandomCall("a reader of \(kind)") { draw in
      let reader = LanguageModelReader(draw.model(Cell.self))
      if draw.once(in: 2) { reader.state = draw.states(of: Cell.self) }
      return draw.indices().map { reader.read($0) }
    },
    RandomCall("a window of \(kind)") { draw in
      let window = TokenWindow(inputs: [draw.indices(atMost: 2)], targets: [draw.indices(atMost: 2)])
      let (loss, gradient, _) = draw.model(Cell.self).lossAndGradient(
        of: window, from: draw.states(of: Cell.self))
      return [[[loss]], gradient.output.weight]
    },
    RandomCall("tokens through \(kind)") { draw in
      let model = draw.model(Cell.self)
      return [
        model.step(
          draw.indices(atMost: 2), from: draw.states(of: Cell.self) ?? model.initialState(batchSize: 2)
        ).logits
      ]
    },
    RandomCall("a sentence of \(kind)") { draw in
      [
        [
          [
            draw.model(Cell.self).logProbability(of: draw.indices()),
            draw.model(Cell.self).perplexity(of: draw.indices()),
          ]
        ]
      ]
    },
    RandomCall("a beam of \(kind)") { draw in
      [
        Matrix([
          draw.model(Cell.self).beamSearch(after: draw.indices(), length: draw.count(), width: draw.count())
            .map(\.logProbability)
        ])
      ]
    },
    RandomCall("updates of \(kind)") { draw in
      var (model, optimizer) = (draw.model(Cell.self), Adam(for: draw.model(Cell.self)))
      optimizer.update(&model, along: draw.model(Cell.self))
      var (other, descent) = (
        draw.model(Cell.self), SGD(for: draw.model(Cell.self), learningRate: 0.1, momentum: 0.9)
      )
      descent.update(&other, along: draw.model(Cell.self))
      var slow = Adagrad(for: other)
      slow.update(&other, along: draw.model(Cell.self))
      var mean = RMSprop(for: other)
      mean.update(&other, along: draw.model(Cell.self))
      return [model.output.weight, other.output.weight]
    },
  ]
}

/// Calls of SequenceTraining.
var randomModelCalls: [RandomCall] {
  callsOf(RNNCell<Double>.self) + callsOf(LSTMCell<Double>.self) + callsOf(GRUCell<Double>.self)
    + callsOf(SimplifiedGRUCell<Double>.self) + dataCalls
}

private var dataCalls: [RandomCall] {
  [
    RandomCall("windows in a row") { draw in
      let windows = SequentialWindows(
        draw.indices(atMost: 30), batchSize: draw.size(), stepCount: draw.size(), offset: draw.index(),
        includesPartialWindow: draw.once(in: 2))
      _ = windows[draw.index()]
      return []
    },
    RandomCall("random windows") { draw in
      var source = draw.source()
      _ = RandomWindows(
        draw.indices(atMost: 30), batchSize: draw.size(), stepCount: draw.size(), using: &source)
      return []
    },
    RandomCall("a tensor") { draw in
      let numbers = draw.matrix().elements
      let tensor = StoredTensor(
        shape: (0..<draw.one(of: [0, 1, 2, 3])).map { _ in draw.size() }, numbers: .double(numbers))
      _ = tensor.parts
      return [tensor.matrix(of: Double.self)].compactMap { $0 }
    },
    RandomCall("clipping") { draw in
      var layer = draw.linear()
      let norm = layer.clip(toNorm: draw.share())
      layer.clip(toValue: draw.share())
      return [[[norm]], layer.weight]
    },
  ]
}
