/// A set of matrices with names: the parameters of a model, and just as well their gradients or an
/// optimizer's moments, which have the same names and shapes.
///
/// One list of key paths lets optimizers, clipping, gradient checks and checkpoints walk any model:
///
/// ```swift
/// for (name, path) in cell.namedParameters {
///   print(name, cell[keyPath: path].shape)
/// }
/// ```
public protocol ParameterCollection: Sendable {
  /// The element type of the matrices.
  associatedtype Scalar: MatrixScalar

  /// Every parameter's name and place. Names are unique; parts of a part are joined by a dot, `cell.weightHH`.
  ///
  /// The list belongs to the value and not to its type: a deep network has as many entries as layers.
  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] { get }
}

extension ParameterCollection {
  /// The parameters of a part, with the part's name before theirs, or under their own names if it has none.
  public func parameters<Part: ParameterCollection>(
    of part: WritableKeyPath<Self, Part>, named name: String? = nil
  ) -> [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] where Part.Scalar == Scalar {
    self[keyPath: part].namedParameters.map { inner in
      (name.map { "\($0).\(inner.name)" } ?? inner.name, part.appending(path: inner.path))
    }
  }

  /// The same names and shapes, all zero: where gradients start from.
  public func zeroed() -> Self {
    var result = self
    for (_, path) in namedParameters { result[keyPath: path] = .zeros(self[keyPath: path].shape) }
    return result
  }

  /// How many numbers there are in all.
  public var parameterCount: Int { namedParameters.reduce(0) { $0 + self[keyPath: $1.path].count } }

  /// Whether all of them are finite.
  package var isFinite: Bool { namedParameters.allSatisfy { self[keyPath: $0.path].isFinite } }

  /// `self += factor · other`, matrix by matrix.
  ///
  /// - Precondition: the names and shapes are the same.
  public mutating func add(_ other: Self, times factor: Scalar) {
    for (_, path) in namedParameters(sharedWith: [other]) {
      self[keyPath: path].add(other[keyPath: path], times: factor)
    }
  }

  /// Multiplies every number by `factor`.
  public mutating func scale(by factor: Scalar) {
    for (_, path) in namedParameters { self[keyPath: path] *= factor }
  }

  /// The names and places of this set, which `others` have, too. Stops if they have not: a deep network may have fewer
  /// layers than another, and a place of one is then not there in the other.
  package func namedParameters(sharedWith others: [Self]) -> [(
    name: String, path: WritableKeyPath<Self, Matrix<Scalar>>
  )] {
    let places = namedParameters
    for other in others {
      let otherPlaces = other.namedParameters
      require(
        places.count == otherPlaces.count && zip(places, otherPlaces).allSatisfy { $0.name == $1.name },
        "parameters \(places.map(\.name)) do not go with parameters \(otherPlaces.map(\.name))")
    }
    return places
  }

  /// Traps unless another set has the same names and shapes.
  package func checkShapes(of other: Self) {
    for (name, path) in namedParameters(sharedWith: [other]) {
      let (shape, otherShape) = (self[keyPath: path].shape, other[keyPath: path].shape)
      require(
        shape == otherShape, "\(name) of shape \(shape) does not go with \(name) of shape \(otherShape)")
    }
  }
}
