/// Weights that do not make up a cell of a convention, or a cell that a convention cannot express.
public struct InvalidWeightsError: Error, Equatable, CustomStringConvertible {
  /// One line that names the tensor or the cell, what is wrong, and why.
  public let description: String

  /// An error with its whole message.
  public init(_ description: String) { self.description = description }
}
