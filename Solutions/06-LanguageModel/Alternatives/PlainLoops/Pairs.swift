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

/// Step by step, each input from the target before it.
public func teacherForcing(_ sentence: [Int], vocabularySize: Int) throws -> TeacherForcing {
  var pairs = TeacherForcing(inputs: [], targets: [])
  var before: Int?
  for step in 0...sentence.count {
    var elements = [Double](repeating: 0, count: vocabularySize)
    if let before { elements[before] = 1 }
    pairs.inputs.append(Matrix([elements]))
    let target = step < sentence.count ? sentence[step] : endToken
    pairs.targets.append(target)
    before = target
  }
  return pairs
}
