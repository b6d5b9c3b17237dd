import Foundation

extension StagedSubmission {
  /// The report's notes on additional files: which were also compiled, and why others were not.
  var notes: [String] {
    let names = takenAlong.joined(separator: ", ")
    return (names.isEmpty ? [] : ["Also compiled: \(names)"]) + leftOut
  }

  /// Why additional files are omitted, one sentence each.
  var leftOut: [String] {
    refusals
      + losses.filter { !unit.files.contains($0.file) }.map { "\($0.file) was not compiled: \($0.reason)" }
  }

  /// The checks of the tasks in lost files, each with the reason.
  func lostChecks(of checks: [GradedCheck]) -> [GradedCheck: LostCheck] {
    var lost: [GradedCheck: LostCheck] = [:]
    for loss in losses {
      let tasks = unit.tasks.filter { $0.files.contains(loss.file) }.map(\.number)
      for check in checks where tasks.contains(check.taskNumber) && lost[check] == nil {
        lost[check] = LostCheck(verdict: loss.verdict, message: loss.reason)
      }
    }
    return lost
  }

  /// A result that hit the stub of a lost file reports this: the student did write that function.
  func blamingLosses(_ result: CheckResult) -> CheckResult {
    guard result.verdict == .notStarted, let place = result.place, let name = name(ofCopy: place.file),
      let loss = losses.first(where: { $0.file == name })
    else { return result }
    var result = result
    result.verdict = loss.verdict
    result.place = nil
    result.message = "it needs \(name), and that file could not be used: \(loss.reason)"
    return result
  }

  /// A result with the student's own paths.
  func withOwnPaths(_ result: CheckResult) -> CheckResult {
    var result = result
    result.message = result.message.map(withOwnPaths)
    result.place = result.place.map { SourcePlace(file: withOwnPaths($0.file), line: $0.line) }
    return result
  }

  /// A text with the student's own paths instead of those of the copies, as short as the current folder
  /// allows.
  func withOwnPaths(_ text: String) -> String {
    origins.reduce(text) { text, entry in
      text.replacingOccurrences(
        of: folder.appendingPathComponent(entry.key).path, with: shownPath(of: entry.key))
    }
  }

  /// The path of a file as a user would type it from the current folder, or from the submission's if that is
  /// elsewhere.
  func shownPath(of name: String) -> String {
    let path = origins[name].map(Self.displayed) ?? name
    guard path.hasPrefix("/"), let origin = origins[name] else { return path }
    let folder = origin.deletingLastPathComponent().lastPathComponent
    return folder == unit.folder ? "\(folder)/\(name)" : name
  }

  /// The name of the file at a path of the copies; `nil` if it is not a copy.
  func name(ofCopy path: String) -> String? {
    (unit.files + further).first { folder.appendingPathComponent($0).path == path }
  }

  /// A path as a user would type it from the current folder.
  static func displayed(_ url: URL) -> String {
    let here =
      URL(fileURLWithPath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath().path + "/"
    let path = url.path
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
