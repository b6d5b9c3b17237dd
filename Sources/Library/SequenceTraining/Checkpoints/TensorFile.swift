import Foundation
import LinearAlgebra

/// Named tensors and a few named texts in one file, in the safetensors format that PyTorch's tools read too.
///
/// ```swift
/// let file = try TensorFile(contentsOf: URL(fileURLWithPath: "lstm.safetensors"))
/// let weight = try file.matrix("weight_ih_l0", of: Float.self)
/// ```
///
/// The file is an 8-byte little-endian length, a JSON header of that length (`{"name": {"dtype": "F32",
/// "shape": [2, 3], "data_offsets": [0, 24]}, …, "__metadata__": {"key": "text"}}`), and the numbers.
/// Format: https://huggingface.co/docs/safetensors.
///
/// Numbers of the types F32 and F64 are read and written as they are, F16 and BF16 are read as 32-bit numbers.
/// Whole numbers and the narrower types are not read: no network of this course has them.
public struct TensorFile: Sendable, Equatable {
  /// Texts by name.
  public var metadata: NamedValues<String> = [:]
  /// Tensors by name; `__metadata__`, under which the format keeps the texts, cannot be one.
  public var tensors: NamedValues<StoredTensor> = [:]

  /// A file with nothing in it.
  public init() {}
}

extension TensorFile {
  /// The tensor of the given name as a matrix, as ``StoredTensor/matrix(of:)`` has it.
  ///
  /// - Throws: ``InvalidInputError`` if there is none of the name, or it has more than two dimensions.
  public func matrix<Scalar: MatrixScalar>(_ name: String, of scalar: Scalar.Type) throws -> Matrix<Scalar> {
    guard let tensor = tensors[name] else {
      throw InvalidInputError(
        "there is no tensor named \(shown(name)); there are \(Self.listing(tensors.keys))")
    }
    guard let matrix = tensor.matrix(of: scalar) else {
      throw InvalidInputError(
        "\(shown(name)) has shape \(shown(tensor.shape)), which no matrix has; take its parts one by one")
    }
    return matrix
  }

  /// The first names in alphabetical order, for a message.
  private static func listing(_ names: some Collection<String>) -> String {
    guard !names.isEmpty else { return "none at all" }
    return names.sorted { $0.comesBefore($1) }.prefix(8).map(shown).joined(separator: ", ")
      + (names.count > 8 ? ", …" : "")
  }
}
