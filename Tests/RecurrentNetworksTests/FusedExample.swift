import LinearAlgebra
import XCTest

@testable import RecurrentNetworks

/// The properties of a test's sequence. The sizes are not multiples of a vector unless a test requires that.
struct FusedSetting {
  var direction = Direction.forward
  var steps = 9
  var batch = 5
  /// Whether the sequence begins in a state that is not zero.
  var hasState = true
  /// Whether something follows the sequence, so its final state receives a gradient.
  var hasFinalGradient = true
  var lengths: [Int]?
  /// After how many steps backpropagation is truncated; `nil` for never.
  var window: Int?
}

/// A layer with a random sequence, a state to begin with, and the gradients of its outputs.
struct FusedExample<Cell: RecurrentCell> {
  typealias Layer = RecurrentLayer<Cell>
  typealias Scalar = Cell.Scalar
  typealias Named = (name: String, values: [Matrix<Scalar>])

  let layer: Layer
  var inputs: [Matrix<Scalar>]
  var state: Cell.State
  var weights: [Matrix<Scalar>]
  var finalGradient: Cell.State?
  let setting: FusedSetting

  init(_ cell: Cell, _ setting: FusedSetting = FusedSetting(), seed: UInt64 = 71) {
    var generator = SplitMix64(seed: seed)
    func random(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
      .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
    }
    func randomState() -> Cell.State {
      let zero = cell.initialState(batchSize: setting.batch)
      return zero.combined(with: zero) { part, _ in random(part.rows, part.columns) }
    }
    self.setting = setting
    layer = RecurrentLayer(cell, direction: setting.direction)
    inputs = (0..<setting.steps).map { _ in random(setting.batch, cell.inputSize) }
    weights = (0..<setting.steps).map { _ in random(setting.batch, cell.hiddenSize) }
    state = setting.hasState ? randomState() : cell.initialState(batchSize: setting.batch)
    finalGradient = setting.hasFinalGradient ? randomState() : nil
  }

  /// The sequence read by the layer's ordinary forward pass.
  func output() -> Layer.Output {
    layer(inputs, from: setting.hasState ? state : nil, lengths: setting.lengths)
  }

  /// The backward pass that belongs to ``output()``.
  func gradients(_ output: Layer.Output) -> Layer.Gradients {
    guard let window = setting.window else {
      return layer.backward(weights, finalState: finalGradient, through: output)
    }
    return layer.backward(weights, finalState: finalGradient, window: window, through: output)
  }

  /// Everything by name, on the path the layer takes.
  func tensors() -> [Named] {
    let output = output()
    return named(output, gradients(output))
  }

  /// Everything by name, by the cell's own steps.
  func stepwiseTensors() -> [Named] {
    let output = layer.stepwiseOutput(inputs, from: state, lengths: setting.lengths)
    let gradients = layer.stepwiseGradients(
      weights, finalState: finalGradient, cuttingEvery: setting.window, through: output)
    return named(output, gradients)
  }

  /// All gradients, one list a name.
  func tensors(_ gradients: Layer.Gradients) -> [[Matrix<Scalar>]] {
    named(gradients).map(\.values)
  }

  private func named(_ output: Layer.Output, _ gradients: Layer.Gradients) -> [Named] {
    [("outputs", output.hidden)] + parts("final state", output.finalState) + named(gradients)
  }

  private func named(_ gradients: Layer.Gradients) -> [Named] {
    [("∂inputs", gradients.inputs)] + parts("∂initial state", gradients.initialState)
      + gradients.parameters.namedParameters.map { ("∂\($0.name)", [gradients.parameters[keyPath: $0.path]]) }
  }

  private func parts(_ name: String, _ state: Cell.State) -> [Named] {
    state.parts.sorted { $0.key < $1.key }.map { ("\(name).\($0.key)", [$0.value]) }
  }
}
