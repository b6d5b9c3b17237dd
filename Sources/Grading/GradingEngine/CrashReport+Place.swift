import ChildProcesses

extension CrashReport {
  /// The innermost line in a file below a folder: the position in the student's own code.
  func place(below folder: String) -> SourcePlace? {
    place { $0.hasPrefix(folder + "/") }.map { SourcePlace(file: $0.file, line: $0.line) }
  }

  /// The outermost such line: the position in the function the suite called. In an infinite loop the
  /// innermost line can be in anything the loop calls.
  func outermostPlace(below folder: String) -> SourcePlace? {
    let own = frames.compactMap(\.sourceLocation).filter { $0.file.hasPrefix(folder + "/") && $0.line > 0 }
    return own.last.map { SourcePlace(file: $0.file, line: $0.line) }
  }
}
