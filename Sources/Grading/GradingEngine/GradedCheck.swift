/// One test method of a suite, as the suite's source names it.
public struct GradedCheck: Codable, Sendable, Hashable {
  /// The module that holds it, `Suite03RNN`.
  public var module: String
  /// The class that holds it, `StepTests`.
  public var className: String
  /// The method, `testTask2_stepUsesThePreviousState`.
  public var method: String

  /// A check under its three names.
  public init(module: String, className: String, method: String) {
    self.module = module
    self.className = className
    self.method = method
  }

  /// What XCTest calls it, `Suite03RNN.StepTests/testTask2_stepUsesThePreviousState`.
  public var identifier: String { "\(module).\(className)/\(method)" }

  /// The number of the task it grades; 0 where the name carries none.
  public var taskNumber: Int {
    Int(method.dropFirst("testTask".count).prefix { $0.isNumber }) ?? 0
  }

  /// The sentence that a student reads, "step uses the previous state".
  public var title: String {
    let words = method.split(separator: "_", maxSplits: 1).last ?? ""
    return words.reduce(into: "") { text, letter in
      text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}
