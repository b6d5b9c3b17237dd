import LinearAlgebra
import RecurrentNetworks

/// A call that the library must refuse with its own message.
struct WrongCall {
  /// The mistake, in a few words.
  let name: String
  /// The texts the message must contain: the shape or size that was passed, and the expected one, if the
  /// library can know it.
  let says: [String]
  /// Makes it.
  let make: () -> Void

  init(_ name: String, says: [String], _ make: @escaping () -> Void) {
    self.name = name
    self.says = says
    self.make = make
  }

  /// A call whose message names two shapes.
  init(_ name: String, _ expected: MatrixShape, _ got: MatrixShape, _ make: @escaping () -> Void) {
    self.init(name, says: ["\(expected)", "\(got)"], make)
  }
}

/// T, B, I and H of the calls, all different.
let (stepCount, batchSize, inputCount, unitCount) = (5, 2, 3, 4)
let stateShape = MatrixShape(batchSize, unitCount)

/// Numbers that are the same at each run.
func numbers(_ rows: Int, _ columns: Int) -> Matrix<Double> {
  var generator = SplitMix64(seed: 11)
  return .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
}

func numbers(_ shape: MatrixShape) -> Matrix<Double> { numbers(shape.rows, shape.columns) }

/// T inputs [B, I].
let inputs = (0..<stepCount).map { _ in numbers(batchSize, inputCount) }
/// T gradients of outputs [B, H].
let outputGradients = (0..<stepCount).map { _ in numbers(stateShape) }

extension RecurrentCell where Scalar == Double {
  /// A cell of I inputs and H units.
  static var example: Self {
    var generator = SplitMix64(seed: 7)
    return Self(inputSize: inputCount, hiddenSize: unitCount, using: &generator)
  }
}
