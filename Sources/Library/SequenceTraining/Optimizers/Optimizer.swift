import LinearAlgebra

/// A rule that moves parameters along a gradient so that the loss falls.
public protocol Optimizer<Parameters>: Sendable {
  /// The type of the parameters, of their gradient and of whatever the rule remembers about each.
  associatedtype Parameters: ParameterCollection

  /// η, how far one update goes.
  var learningRate: Double { get set }
  /// The memory of the rule from update to update, for checkpoints; a rule that remembers nothing gets it for nothing.
  var memory: OptimizerMemory<Parameters> { get set }
  /// One update of `parameters` against `gradient`.
  mutating func update(_ parameters: inout Parameters, along gradient: Parameters)
}

/// An optimizer's memory from update to update.
public struct OptimizerMemory<Parameters: ParameterCollection>: Sendable {
  /// t, how many updates there have been, for a rule that counts them.
  public var updateCount: Int
  /// Numbers about each parameter, with the parameters' names and shapes, by name: `mean`, `meanSquare`.
  public var averages: [String: Parameters]

  /// A memory; by default that of a rule that remembers nothing.
  public init(updateCount: Int = 0, averages: [String: Parameters] = [:]) {
    self.updateCount = updateCount
    self.averages = averages
  }

  /// The names of averages that are sums or means of squares, and so never negative.
  static var squares: Set<String> { ["meanSquare", "squareSum"] }

  /// The average of a name, of the shapes of another.
  ///
  /// - Precondition: there is one of the name, and the shapes are the same.
  func average(_ name: String, like other: Parameters) -> Parameters {
    guard let average = averages[name] else {
      stop("an optimizer's memory of \(averages.keys.sorted()) has no \(name)", file: #fileID, line: #line)
    }
    other.checkShapes(of: average)
    return average
  }
}

extension Optimizer {
  /// Nothing.
  public var memory: OptimizerMemory<Parameters> {
    get { OptimizerMemory() }
    set {}
  }
}
