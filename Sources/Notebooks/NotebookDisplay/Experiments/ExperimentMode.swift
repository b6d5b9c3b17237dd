import Foundation

/// How an experiment treats stored numbers: whoever runs the chapter sets it in the environment.
enum ExperimentMode: Equatable {
  /// Use them.
  case reading
  /// Use them after a sample was computed again; there have to be some.
  case weaving
  /// Compute and store all.
  case computing
  /// Compute all with seeds that lie this far from the chapter's, and store nothing.
  case otherSeeds(offset: UInt64)

  /// The name of the variable.
  static let variable = "COURSE_EXPERIMENTS"

  static var current: ExperimentMode {
    let word = ProcessInfo.processInfo.environment[variable] ?? ""
    if let offset = UInt64(word) { return .otherSeeds(offset: offset) }
    return word == "compute" ? .computing : word == "weave" ? .weaving : .reading
  }
}

/// Why stored results cannot be used.
public struct ExperimentError: Error, CustomStringConvertible {
  /// What is wrong, and the way out.
  public let description: String

  init(_ description: String) { self.description = description }
}
