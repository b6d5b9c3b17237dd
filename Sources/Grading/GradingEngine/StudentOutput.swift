import ChildProcesses

/// The end of the output of a student's code during a check, without the runtime's messages.
enum StudentOutput {
  static func text(_ printed: OutputTail, lines limit: Int = 8) -> String {
    let lines = printed.lines.filter { !isOurs($0) }
    let shown = lines.suffix(limit).map { $0.count > 160 ? $0.prefix(160) + " …" : $0[...] }
    let isCut = lines.count > limit || printed.total > 16_384
    return ((isCut && !shown.isEmpty ? ["… (\(printed.total) bytes printed in all)"] : []) + shown)
      .joined(separator: "\n").withoutControls
  }

  private static let marks = ["*** Signal ", "swift-runtime: ", "Fatal error: "]

  private static func isOurs(_ line: String) -> Bool { marks.contains { line.contains($0) } }
}
