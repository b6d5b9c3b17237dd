import Foundation

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

  /// The number of the task it grades; 0 if the name has none.
  public var taskNumber: Int {
    Int(method.dropFirst("testTask".count).prefix { $0.isNumber }) ?? 0
  }

  /// Its weight among its task's points: 3 in `testTask2x3_stepUsesThePreviousState`, 1 if the name has none.
  public var weight: Int {
    let counts = method.dropFirst("testTask".count).prefix { $0 != "_" }.split(separator: "x")
    return max(1, counts.count == 2 ? Int(counts[1]) ?? 1 : 1)
  }

  /// The sentence that a student reads, "step uses the previous state".
  public var title: String {
    let letters = Array(method.split(separator: "_", maxSplits: 1).last ?? "")
    var words: [String] = []
    for (index, letter) in letters.enumerated() {
      // A word begins at an uppercase letter, but one that continues in uppercase is an abbreviation:
      // theGRUComputes.
      let isInside =
        index > 0 && letters[index - 1].isUppercase
        && (index + 1 == letters.count || letters[index + 1].isUppercase || letters[index + 1].isNumber)
      let begins =
        words.isEmpty || (letter.isUppercase && !isInside)
        || (letter.isNumber && !letters[index - 1].isNumber)
      if begins { words.append(String(letter)) } else { words[words.count - 1].append(letter) }
    }
    let text = words.map { $0.count > 1 && $0.allSatisfy(\.isUppercase) ? $0 : $0.lowercased() }
    return Self.phrases.reduce(text.joined(separator: " ")) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  /// The characters a method name cannot contain.
  private static let phrases = [
    ("every layers cache", "every layer's cache"), ("labels column", "label's column"),
    ("sequences own", "sequence's own"), ("students text", "student's text"),
    ("papers example", "paper's example"),
    ("librarys models", "library's models"), ("exercises table", "exercise's table"), ("n gram", "n-gram"),
    ("top k", "top-k"), ("one to one", "one-to-one"), ("many to many", "many-to-many"),
    ("many to one", "many-to-one"),
    ("yes or no", "yes-or-no"),
  ]
}
