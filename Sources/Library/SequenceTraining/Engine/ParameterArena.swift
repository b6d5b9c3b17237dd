import LinearAlgebra
import RecurrentNetworks

/// All parameters of a model one after another in one buffer, and buffers of the same layout for whatever belongs
/// to them: gradients, an optimizer's moments. What an optimizer does to every number is then one loop.
final class ParameterArena<Model: ParameterCollection>: @unchecked Sendable {
  typealias Scalar = Model.Scalar

  /// Where each parameter lies, in the order of the model's list.
  let places: [(name: String, path: WritableKeyPath<Model, Matrix<Scalar>>, shape: MatrixShape, offset: Int)]
  /// How many numbers a buffer has; the gaps between parameters stay zero.
  let count: Int
  /// The parameters.
  let parameters: NumberBuffer<Scalar>

  init(_ model: Model) {
    // Parameters start at a cache line of their own, so that threads do not write into one line.
    let line = 64 / MemoryLayout<Scalar>.stride
    var end = 0
    places = model.namedParameters.map { name, path in
      let shape = model[keyPath: path].shape
      defer { end += (shape.count + line - 1) / line * line }
      return (name, path, shape, end)
    }
    count = end
    parameters = NumberBuffer(end)
    copy(model, to: parameters)
  }

  /// Where the parameter of this name starts.
  func offset(of name: String) -> Int? { places.first { $0.name == name }?.offset }

  /// A buffer of this layout, zero.
  func makeBuffer() -> NumberBuffer<Scalar> { NumberBuffer(count) }

  /// Copies the numbers of a model of the same names and shapes into a buffer of this layout.
  func copy(_ model: Model, to buffer: NumberBuffer<Scalar>) {
    for place in places { buffer.copy(model[keyPath: place.path], of: place.shape, to: place.offset) }
  }

  /// A buffer's numbers in a model of the same shapes as `like`.
  func model(_ buffer: NumberBuffer<Scalar>, like: Model) -> Model {
    var result = like
    for place in places { buffer.read(into: &result[keyPath: place.path], at: place.offset) }
    return result
  }
}
