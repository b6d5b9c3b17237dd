import Foundation
import LinearAlgebra

/// What Tests/ReferenceData/optimizer_reference.py wrote: PyTorch's updates along given gradients.
struct OptimizerReference: Decodable {
  let start: TwoTensors
  let gradients: [TwoTensors]
  let optimizers: [Run]
  let clipping: [Clipping]

  struct Run: Decodable {
    let name: String
    let settings: Settings
    let after: [TwoTensors]
  }

  struct Settings: Decodable {
    let lr: Double
    let momentum: Double?
    let betas: [Double]?
    let eps: Double?
    let alpha: Double?
    let weightDecay: Double?

    private enum CodingKeys: String, CodingKey {
      case lr, momentum, betas, eps, alpha
      case weightDecay = "weight_decay"
    }
  }

  struct Clipping: Decodable {
    /// `2.0`, `1.0` or `inf`.
    let kind: String
    let limit: Double
    let norm: Double
    let clipped: TwoTensors
  }

  /// The values of a weight [2, 3] and a bias [1, 3], row after row.
  struct TwoTensors: Decodable {
    let weight: Tensor
    let bias: Tensor

    var parameters: TwoParameters { TwoParameters(weight: weight.matrix, bias: bias.matrix) }
  }

  struct Tensor: Decodable {
    let shape: [Int]
    let values: [Double]

    var matrix: Matrix<Double> { Matrix(rows: shape[0], columns: shape[1], elements: values) }
  }

  /// The committed file next to its script.
  static func load() throws -> OptimizerReference {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("ReferenceData/optimizer_reference.json")
    return try JSONDecoder().decode(OptimizerReference.self, from: Data(contentsOf: file))
  }
}

/// The smallest problem that lets an optimizer mix up its parameters: two of different shapes.
struct TwoParameters: ParameterCollection {
  var weight: Matrix<Double>
  var bias: Matrix<Double>

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    [("weight", \.weight), ("bias", \.bias)]
  }
}
