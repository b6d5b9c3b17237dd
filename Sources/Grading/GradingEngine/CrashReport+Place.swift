import ChildProcesses

extension CrashReport {
  /// The innermost line that lies below a folder: where the student's own code was.
  func place(below folder: String) -> SourcePlace? {
    place { $0.hasPrefix(folder + "/") }.map { SourcePlace(file: $0.file, line: $0.line) }
  }
}
