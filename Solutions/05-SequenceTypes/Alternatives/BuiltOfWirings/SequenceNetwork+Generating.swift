import EarlierUnits
import LinearAlgebra

/// Tokens as rows of a matrix, [B, V], each with a single 1.
///
/// - Parameters:
///   - tokens: B numbers from 0 to V - 1.
///   - classCount: V.
public func oneHotRows(_ tokens: [Int], classCount: Int) -> Matrix<Double> {
  Matrix(tokens.map { token in (0..<classCount).map { $0 == token ? 1 : 0 } })
}

extension SequenceNetwork {
  /// Task 5: the inputs one after another.
  public func oneToMany(
    _ input: Matrix<Double>, targets: [[Int]]
  ) throws -> (logits: [Matrix<Double>], cache: RNNLayer.Cache) {
    var inputs = [input]
    for step in 1..<targets.count {
      inputs.append(oneHotRows(targets[step - 1], classCount: output.weight.columns))
    }
    return try manyToMany(inputs)
  }

  /// Task 5: everything that is written so far is read again from the start, for one token more.
  public func generate(from input: Matrix<Double>, stepCount: Int) throws -> [[Int]] {
    var inputs = [input]
    var written: [[Int]] = []
    while written.count < stepCount {
      let logits = try manyToMany(inputs).logits[written.count]
      written.append(logits.rowArgmax())
      inputs.append(oneHotRows(written[written.count - 1], classCount: output.weight.columns))
    }
    return written
  }
}
