import Dispatch
import Foundation
import GradingEngine

extension UnitVerification {
  /// Grades a folder of sources as if it had been submitted.
  func grade(_ sources: URL, replacing others: [String: String] = [:]) throws -> UnitReport {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("verify-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let own = folder.appendingPathComponent(unit.folder)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    for name in unit.files {
      let copy = own.appendingPathComponent(name)
      if let text = others[name] {
        try Data(text.utf8).write(to: copy)
      } else {
        try FileManager.default.copyItem(at: sources.appendingPathComponent(name), to: copy)
      }
    }
    return try grader.grade(unit, of: try Submission(path: folder.path, in: layout))
  }

  /// The results for some values, a few at a time, in their order.
  func inParallel<Value: Sendable, Result: Sendable>(
    _ values: [Value], _ work: @escaping @Sendable (Value) throws -> Result
  ) throws -> [Result] {
    let results = ParallelResults<Result>(count: values.count)
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = parallelism
    for (index, value) in values.enumerated() {
      queue.addOperation { results.set(index, Swift.Result { try work(value) }) }
    }
    queue.waitUntilAllOperationsAreFinished()
    return try results.all.map { try $0.get() }
  }

  func firstLine(_ text: String?) -> String {
    text?.split(separator: "\n").first.map(String.init) ?? "no word"
  }
}

/// Results that several threads fill in.
private final class ParallelResults<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Result<Value, any Error>?]

  init(count: Int) { values = Array(repeating: nil, count: count) }

  func set(_ index: Int, _ value: Result<Value, any Error>) { lock.withLock { values[index] = value } }

  var all: [Result<Value, any Error>] { lock.withLock { values.compactMap(\.self) } }
}
