/// A shape is the list `[rows, columns]`.
extension MatrixShape: Codable {
  /// - Throws: `DecodingError` if there are not two numbers, or no matrix has such a shape.
  public init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init(try list.decode(Int.self), try list.decode(Int.self))
    guard isPossible, list.isAtEnd else {
      throw DecodingError.dataCorruptedError(
        in: list, debugDescription: "there is no matrix of shape \(self)")
    }
  }

  /// Writes `[rows, columns]`.
  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(rows)
    try list.encode(columns)
  }
}

/// A matrix is `{"shape": [2, 3], "elements": [1, 2, 3, 4, 5, 6]}`, row after row; in this form one without rows keeps
/// its columns. Models are better kept in safetensors files, which are a tenth of the size.
extension Matrix: Codable {
  enum CodingKeys: String, CodingKey {
    case shape, elements
  }

  /// - Throws: `DecodingError` if the number of elements is not that of the shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let shape = try container.decode(MatrixShape.self, forKey: .shape)
    let elements = try container.decode([Scalar].self, forKey: .elements)
    guard elements.count == shape.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container,
        debugDescription: "a matrix of shape \(shape) cannot hold \(elements.count) elements")
    }
    self.init(rows: shape.rows, columns: shape.columns, elements: elements)
  }

  /// Writes the shape and the elements.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(shape, forKey: .shape)
    try container.encode(storage, forKey: .elements)
  }
}
