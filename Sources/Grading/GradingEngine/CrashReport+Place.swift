import ChildProcesses

extension CrashReport {
  /// The innermost line that lies below a folder: where the student's own code was.
  func place(below folder: String) -> SourcePlace? {
    place { $0.hasPrefix(folder + "/") }.map { SourcePlace(file: $0.file, line: $0.line) }
  }

  /// The outermost such line: where the function was that the suite asked. Of a loop without an end the innermost line
  /// may be in anything that the loop calls.
  func outermostPlace(below folder: String) -> SourcePlace? {
    let own = frames.compactMap(\.sourceLocation).filter { $0.file.hasPrefix(folder + "/") && $0.line > 0 }
    return own.last.map { SourcePlace(file: $0.file, line: $0.line) }
  }
}
