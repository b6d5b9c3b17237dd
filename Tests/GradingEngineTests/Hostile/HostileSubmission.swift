import CourseCatalog
import Foundation
import GradingProtocol
import XCTest

/// A submission that is broken or means harm: the solution with a change, and its expected result.
struct HostileSubmission: Sendable {
  /// The result of a task that does not pass with all of its points.
  struct Loss: Equatable, CustomStringConvertible {
    var task: Int
    var verdict: Verdict
    var score: Double

    init(_ task: Int, _ verdict: Verdict, _ score: Double) {
      self.task = task
      self.verdict = verdict
      self.score = score
    }

    var description: String { "task \(task) \(verdict) \(score)" }
  }

  /// A few words for messages, and the name of its folder.
  let name: String
  let unit: String
  /// The tasks that lose something; every other is passed.
  let losses: [Loss]
  let spoil: @Sendable (Workpiece) throws -> Void

  init(
    _ name: String, unit: String = "03", _ losses: [Loss],
    _ spoil: @escaping @Sendable (Workpiece) throws -> Void
  ) {
    self.name = name
    self.unit = unit
    self.losses = losses
    self.spoil = spoil
  }

  /// One in whose stacked step something happens first. Of the four checks of task 5 two go through it.
  init(
    inStackedStep name: String, _ verdict: Verdict = .passed, _ score: Double = 10, doing code: String
  ) {
    self.init(name, verdict == .passed ? [] : [Loss(5, verdict, score)]) { try $0.beginStackedStep(code) }
  }

  /// All hostile submissions.
  static let all = inFiles + inCompiling + inRunning + inResources + inReaching + inForging
}

/// A copy of a unit's solution, to be changed, and data a hostile program might want.
struct Workpiece: Sendable {
  /// The submission's folder.
  let submission: URL
  let unit: CourseUnit
  let surroundings: Surroundings

  /// The surroundings of a submission, for programs that look for them.
  struct Surroundings: Sendable {
    /// A word in everything a hostile program starts or writes.
    let token: String
    /// The course's own folder.
    let root: URL
    /// The folder of all submissions.
    let classFolder: URL
    /// A file that no submission is allowed to read or change.
    let gradebook: URL
    /// A submission that no other one is allowed to read.
    let neighbour: URL
    /// A port of this machine with a listener.
    let port: UInt16
  }

  var folder: URL { submission.appendingPathComponent(unit.folder) }

  func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: file(name)) }

  func append(_ text: String, to name: String = "RNN+Stacked.swift") throws {
    try write(try String(contentsOf: file(name), encoding: .utf8) + "\n" + text + "\n", to: name)
  }

  func replace(_ original: String, with text: String, in name: String) throws {
    let source = try String(contentsOf: file(name), encoding: .utf8)
    guard source.components(separatedBy: original).count == 2 else {
      throw Misprint(description: "'\(original)' does not occur exactly once in \(name)")
    }
    try write(source.replacingOccurrences(of: original, with: text), to: name)
  }

  /// Inserts code at the beginning of the stacked step of exercise 03.
  func beginStackedStep(_ code: String) throws {
    let name = "RNN+Stacked.swift"
    try replace(
      "    tanh(matmul(try stacked", with: "    \(code)\n    return tanh(matmul(try stacked", in: name)
    try replace("import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: name)
    try replace("extension RNN {", with: helpers + "\nextension RNN {", in: name)
  }

  /// The data and functions hostile programs use.
  private var helpers: String {
    """
    private let token = "\(surroundings.token)"
    private let root = "\(surroundings.root.path)"
    private let classFolder = "\(surroundings.classFolder.path)"
    private let gradebook = "\(surroundings.gradebook.path)"
    private let neighbour = "\(surroundings.neighbour.path)"
    private func canRead(_ path: String) -> Bool { (try? String(contentsOfFile: path, encoding: .utf8)) != nil }
    private func start(_ script: String) {
      var id = pid_t()
      let words: [String] = ["/bin/sh", "-c", script, token]
      posix_spawn(&id, "/bin/sh", nil, nil, words.map { strdup($0) } + [nil], nil)
    }
    """
  }

  struct Misprint: Error, CustomStringConvertible { let description: String }
}
