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

/// By recursion: the pairs of all but the last token, and one more.
public func teacherForcing(_ sentence: [Int], vocabularySize: Int) throws -> TeacherForcing {
  guard let last = sentence.last else {
    let nothing = Matrix(rows: 1, columns: vocabularySize, elements: (0..<vocabularySize).map { _ in 0.0 })
    return TeacherForcing(inputs: [nothing], targets: [endToken])
  }
  let head = try teacherForcing(sentence.dropLast(), vocabularySize: vocabularySize)
  let oneHot = Matrix<Double>([(0..<vocabularySize).map { $0 == last ? 1 : 0 }])
  return TeacherForcing(inputs: head.inputs + [oneHot], targets: head.targets.dropLast() + [last, endToken])
}
