import LinearAlgebra
import RecurrentNetworks

/// Reads tokens one at a time, each from the states that the previous one left, and says what may follow.
///
/// It computes what ``LanguageModel/step(_:from:)`` computes for one sequence, to rounding. On the fused path it
/// keeps the weights laid out and its memory allocated from token to token, so that the time of a token is that of
/// reading the weights once.
public final class LanguageModelReader<Cell: RecurrentCell> {
  /// The scalar type.
  public typealias Scalar = Cell.Scalar

  private let model: LanguageModel<Cell>
  /// The fused path for one sequence of one step; `nil` if a cell has no fused form.
  private let engine: LanguageModelEngine<Cell>?
  private var steppedState: LanguageModel<Cell>.State?

  /// A reader that begins from zero states.
  public init(_ model: LanguageModel<Cell>) {
    self.model = model
    let isFused = model.layers.layers.allSatisfy { $0.cell.fusedForm != nil }
    engine =
      isFused
      ? LanguageModelEngine(model, batchSize: 1, stepCount: 1, threadCount: 1, use: .forward) : nil
    engine?.pass.prepare()
  }

  /// The states after the last token, one per layer; defaults to zero states.
  public var state: LanguageModel<Cell>.State? {
    get { engine.map { $0.state } ?? steppedState }
    set {
      if let newValue { model.check(newValue, batchSize: 1) }
      engine?.state = newValue
      steppedState = newValue
    }
  }

  /// Reads one token.
  ///
  /// - Returns: the logits [1, V] of what may follow.
  /// - Precondition: the token is one of the model's.
  public func read(_ token: Int) -> Matrix<Scalar> {
    require(
      token >= 0 && token < model.vocabularySize,
      "token \(token) is not one of the model's, 0 to \(model.vocabularySize - 1)")
    if let engine { return engine.read(token) }
    let (logits, next) = model.step([token], from: steppedState ?? model.initialState(batchSize: 1))
    steppedState = next
    return logits
  }

  /// Reads the first input of a sequence that has no token yet, `x_1 = 0`, a row of zeros, from zero states.
  ///
  /// - Returns: the logits [1, V] of the first token.
  public func readNothing() -> Matrix<Scalar> {
    let noToken = Matrix<Scalar>.zeros(rows: 1, columns: model.layers.inputSize)
    let start = model.step(noToken, from: model.initialState(batchSize: 1))
    state = start.state
    return start.logits
  }

  /// Reads a prompt, or `x_1 = 0` if it has no token.
  func read(_ prompt: [Int]) -> Matrix<Scalar> {
    guard let first = prompt.first else { return readNothing() }
    return prompt.dropFirst().reduce(read(first)) { read($1) }
  }
}

extension LanguageModelEngine {
  /// One token of one sequence through all layers, from the carried states.
  fileprivate func read(_ token: Int) -> Matrix<Scalar> {
    pass.inputs.start[0] = Int32(truncatingIfNeeded: token)
    for (index, layer) in pass.layers.enumerated() {
      layer.startState(rows: 0..<1, fromSlot: carriesState ? layer.finalSlot : nil)
      layer.forward(pass.input(of: index, rows: 0..<1, steps: 0..<1), rows: 0..<1)
    }
    carriesState = true
    return logits(of: pass.layers[pass.layers.count - 1].firstOutput)
  }

  private func logits(of hidden: UnsafePointer<Scalar>) -> Matrix<Scalar> {
    var logits = template.output.bias
    let tied = template.isTied ? template.embedding?.weight : nil
    (tied ?? template.output.weight).withUnsafeElements { weight in
      logits.withUnsafeMutableElements { logits in
        guard let weight = weight.baseAddress, let start = logits.baseAddress else { return }
        if let tied {
          Scalar.kernels.columnProduct(tied.rows, tied.columns, weight, tied.columns, hidden, start, true)
        } else {
          Scalar.kernels.rowProduct(
            template.output.weight.rows, logits.count, hidden, weight, logits.count, start, true)
        }
      }
    }
    return logits
  }
}
