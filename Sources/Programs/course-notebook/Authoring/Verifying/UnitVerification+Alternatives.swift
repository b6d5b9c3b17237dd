import Foundation

extension UnitVerification {
  /// At least three correct solutions are written differently from the reference, and each gets every point:
  /// the suite requires what the exercise requires, not one way to write it.
  ///
  /// They are in `Solutions/03-RNN/Alternatives`, one folder each, with the files that differ from the
  /// reference. The other files are the reference's.
  func alternatives() throws -> VerifiedResult {
    let folder = layout.solution(unit).appendingPathComponent("Alternatives")
    let names = Self.contents(of: folder)
    let outcomes = try inParallel(names) { try losses(ofAlternative: folder.appendingPathComponent($0)) }
    var faults = zip(names, outcomes).flatMap { name, outcome in outcome.map { "\(name): \($0)" } }
    if names.count < 3 { faults.append("there are \(names.count) alternatives, but 3 are required") }
    return VerifiedResult(
      .alternatives, "\(names.count) solutions written in other ways get 100 of 100", faults: faults)
  }

  private func losses(ofAlternative folder: URL) throws -> [String] {
    let names = Self.contents(of: folder)
    let strays = names.filter { !unit.files.contains($0) }
    guard strays.isEmpty, !names.isEmpty else {
      return strays.isEmpty ? ["it holds no file"] : strays.map { "\($0) is not a file of the unit" }
    }
    let reference = layout.solution(unit)
    var texts: [String: String] = [:]
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      if text == (try? String(contentsOf: reference.appendingPathComponent(name), encoding: .utf8)) {
        return ["\(name) is the reference's own"]
      }
      texts[name] = text
    }
    return try grade(reference, replacing: texts).tasks.filter { $0.verdict != .passed }.map { task in
      "task \(task.id) is \(task.verdict.words): \(firstLine(task.message))"
    }
  }

  private static func contents(of folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}
