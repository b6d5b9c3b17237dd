import LinearAlgebra
import RecurrentNetworks

/// A cell's parameters, set one by one to other shapes than they had, on each way that reads them.
func parameterCalls<Cell: RecurrentCell>(_ cell: Cell.Type) -> [WrongCall] where Cell.Scalar == Double {
  let example = Cell.example
  return example.namedParameters.flatMap { name, path in
    let shape = example[keyPath: path].shape
    let wrong = [
      MatrixShape(1, 1), MatrixShape(shape.rows + 1, shape.columns),
      MatrixShape(shape.rows, shape.columns + 1),
    ]
    return wrong.flatMap { wrong in
      func changed() -> Cell {
        var cell = Cell.example
        cell[keyPath: path] = numbers(wrong)
        return cell
      }
      // The input determines whether weightIH has enough rows.
      let isTaller = name == "weightIH" && wrong.rows != shape.rows
      let says = isTaller && wrong.columns == shape.columns ? "\(inputs[0].shape)" : "\(wrong)"
      let title = "\(Cell.kind) \(name) \(wrong)"
      return [
        WrongCall("\(title) in a step", says: [says]) {
          _ = changed().step(inputs[0], from: Cell.example.initialState(batchSize: batchSize))
        },
        WrongCall("\(title) in a layer", says: [isTaller ? "\(inputs[0].shape)" : says]) {
          _ = RecurrentLayer(changed())(inputs)
        },
        WrongCall("\(title) in a model's engine", says: []) { readWithReader(changed()) },
      ]
    }
  }
}

/// States and gradients of other shapes, one step at a time.
func stepCalls<Cell: RecurrentCell>(_ cell: Cell.Type) -> [WrongCall] where Cell.Scalar == Double {
  let example = Cell.example
  let (_, cache) = example.step(inputs[0], from: example.initialState(batchSize: batchSize))
  return stateChanges(Cell.self).flatMap { name, wrong, state in
    [
      WrongCall("\(Cell.kind) steps from \(name)", stateShape, wrong) {
        _ = example.step(inputs[0], from: state)
      },
      WrongCall("\(Cell.kind) steps backward from \(name)", stateShape, wrong) {
        var gradient = example.zeroed()
        _ = example.backward(state, through: cache, adding: &gradient)
      },
    ]
  } + [
    WrongCall("\(Cell.kind) gathers gradients in too small a bias", says: ["[1, 1]"]) {
      var gradient = example.zeroed()
      guard let bias = gradient.namedParameters.first(where: { $0.name == "bias" }) else { return }
      gradient[keyPath: bias.path] = [[0]]
      _ = example.backward(example.initialState(batchSize: batchSize), through: cache, adding: &gradient)
    }
  ]
}

/// A zero state with one part of another shape, with the part's name and the shape.
func stateChanges<Cell: RecurrentCell>(_ cell: Cell.Type) -> [(
  name: String, shape: MatrixShape, state: Cell.State
)]
where Cell.Scalar == Double {
  let wrong = [
    MatrixShape(1, unitCount), MatrixShape(1, 1), MatrixShape(batchSize + 1, unitCount),
    MatrixShape(batchSize, unitCount + 1), MatrixShape(20_000, unitCount), MatrixShape(0, 0),
  ]
  return wrong.flatMap { shape in
    var whole = Cell.example.initialState(batchSize: batchSize)
    whole.hidden = numbers(shape)
    var result = [("a hidden state \(shape)", shape, whole)]
    if var state = Cell.example.initialState(batchSize: batchSize) as? LSTMState<Double> {
      state.cell = numbers(shape)
      if let state = state as? Cell.State { result.append(("a memory \(shape)", shape, state)) }
    }
    return result
  }
}

/// The setter of one gate, which must not affect the next one.
func gateCalls<Cell: GatedCell>(_ cell: Cell.Type) -> [WrongCall] where Cell.Scalar == Double {
  let gate = Array(Cell.Gate.allCases)[0]
  func call(
    _ name: String, _ shape: MatrixShape, _ wrong: MatrixShape,
    _ path: WritableKeyPath<GateParameters<Double>, Matrix<Double>>
  )
    -> WrongCall
  {
    WrongCall("\(Cell.kind)'s first gate gets \(name) \(wrong)", shape, wrong) {
      var cell = Cell.example
      cell[gate][keyPath: path] = numbers(wrong)
    }
  }
  return [
    call("a bias", MatrixShape(1, unitCount), MatrixShape(1, 2 * unitCount), \.bias),
    call("a bias", MatrixShape(1, unitCount), MatrixShape(1, 1), \.bias),
    call("a weightHH", stateSquare, MatrixShape(unitCount, 2 * unitCount), \.weightHH),
    call("a weightHH", stateSquare, MatrixShape(unitCount, 1), \.weightHH),
    call("a weightIH", MatrixShape(inputCount, unitCount), MatrixShape(inputCount, 1), \.weightIH),
    WrongCall("\(Cell.kind)'s gate is taken from a bias of one number", says: ["[1, 1]"]) {
      var cell = Cell.example
      cell.bias = [[1]]
      _ = cell[gate]
    },
  ]
}

private let stateSquare = MatrixShape(unitCount, unitCount)

/// The sizes of fresh cells.
func sizeCalls<Cell: RecurrentCell>(_ cell: Cell.Type) -> [WrongCall] where Cell.Scalar == Double {
  [(-1, 4), (3, -1), (3, Int.max), (Int.max, 4), (3, Int.min), (1 << 34, 1 << 34)].map { input, hidden in
    WrongCall(
      "a fresh \(Cell.kind) of \(input) inputs and \(hidden) units",
      says: [hidden == 4 ? "\(input)" : "\(hidden)"]
    ) {
      var generator = SplitMix64(seed: 1)
      _ = Cell(inputSize: input, hiddenSize: hidden, using: &generator)
    }
  } + [
    WrongCall("a \(Cell.kind)'s zero state of -1 sequences", says: ["[-1, 4]"]) {
      _ = Cell.example.initialState(batchSize: -1)
    }
  ]
}

var cellCalls: [WrongCall] {

  parameterCalls(RNNCell<Double>.self) + parameterCalls(LSTMCell<Double>.self)
    + parameterCalls(GRUCell<Double>.self)
    + parameterCalls(PeepholeLSTMCell<Double>.self) + parameterCalls(CoupledLSTMCell<Double>.self)
    + parameterCalls(SimplifiedGRUCell<Double>.self) + resetBiasCalls
    + stepCalls(RNNCell<Double>.self) + stepCalls(LSTMCell<Double>.self) + stepCalls(GRUCell<Double>.self)
    + stepCalls(PeepholeLSTMCell<Double>.self) + stepCalls(CoupledLSTMCell<Double>.self)
    + stepCalls(SimplifiedGRUCell<Double>.self)
    + gateCalls(LSTMCell<Double>.self) + gateCalls(GRUCell<Double>.self)
    + gateCalls(PeepholeLSTMCell<Double>.self)
    + gateCalls(CoupledLSTMCell<Double>.self) + gateCalls(SimplifiedGRUCell<Double>.self)
    + sizeCalls(RNNCell<Double>.self) + sizeCalls(LSTMCell<Double>.self) + sizeCalls(GRUCell<Double>.self)
    + sizeCalls(PeepholeLSTMCell<Double>.self) + sizeCalls(CoupledLSTMCell<Double>.self)
    + sizeCalls(SimplifiedGRUCell<Double>.self)
}

/// The parts that only a GRU of the second form has.
private var resetBiasCalls: [WrongCall] {
  func changed() -> GRUCell<Double> {
    var generator = SplitMix64(seed: 7)
    var cell = GRUCell<Double>(
      inputSize: inputCount, hiddenSize: unitCount, resetPlacement: .afterProduct, using: &generator)
    cell.resetBias = [[1]]
    return cell
  }
  let right = MatrixShape(1, unitCount)
  return [
    WrongCall("a GRU's resetBias of one number in a step", right, MatrixShape(1, 1)) {
      _ = changed().step(inputs[0], from: numbers(stateShape))
    },
    WrongCall("a GRU's resetBias of one number in a layer", right, MatrixShape(1, 1)) {
      _ = RecurrentLayer(changed())(inputs)
    },
    WrongCall("a GRU's resetBias of one number in a convention", right, MatrixShape(1, 1)) {
      _ = try? changed().weights(in: .pyTorch)
    },
  ]
}
