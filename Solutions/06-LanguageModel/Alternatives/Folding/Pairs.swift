import LinearAlgebra

/// The token that ends a sentence.
public let endToken = 0

/// What a language model reads and what it must predict at each step.
public struct TeacherForcing: Sendable {
  /// x_1 … x_{T+1}.
  public var inputs: [Matrix<Double>]
  /// The token that is right at each step.
  public var targets: [Int]

  /// The given inputs and targets.
  public init(inputs: [Matrix<Double>], targets: [Int]) {
    self.inputs = inputs
    self.targets = targets
  }
}

/// The rows of the identity below a row of zeros.
public func teacherForcing(_ sentence: [Int], vocabularySize: Int) throws -> TeacherForcing {
  let identity = Matrix<Double>.identity(vocabularySize)
  let targets = sentence + [endToken]
  let inputs = targets.indices.map { step in
    step == 0 ? Matrix<Double>.zeros(rows: 1, columns: vocabularySize) : identity.row(targets[step - 1])
  }
  return TeacherForcing(inputs: inputs, targets: targets)
}
