import LinearAlgebra

/// A cell that takes and gives its weights in the conventions of others.
public protocol ConvertibleCell: RecurrentCell {
  /// A cell with the weights of a convention.
  ///
  /// - Parameters:
  ///   - weights: the convention's tensors by its names, vectors as rows. Biases can be omitted and are zero then.
  ///   - convention: whose layout and order of gates the tensors have.
  /// - Throws: ``InvalidWeightsError`` if the convention has no such cell, or a tensor is missing, unknown, or of
  ///   another shape.
  init(_ weights: [String: Matrix<Scalar>], convention: WeightConvention) throws

  /// The weights of a cell of the convention that computes the same.
  ///
  /// If the convention has two biases, the second is zero unless the cell needs it.
  ///
  /// - Throws: ``InvalidWeightsError`` if no weights do.
  func weights(in convention: WeightConvention) throws -> [String: Matrix<Scalar>]
}
