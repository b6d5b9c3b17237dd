import CommandSupport
import CourseCatalog
import Formats
import NotebookWeaving

extension Action {
  /// `course experiments UNIT`.
  static let experiments = Action(.experiments) { arguments in
    guard let unit = try arguments.unit() else { return .invalidInput }
    let weaver = Weaver(unit: unit, layout: try .current(), program: Invocation.executable)
    let line = ProgressLine()
    defer { line.clear() }
    let progress = { line.show($0, of: $1, "cells of chapter \(unit.number)") }
    if let offset = try arguments.integer(.seeds, in: 1...Int.max) {
      let outputs = try weaver.outputs(seedOffset: UInt64(offset), progress: progress)
      line.clear()
      print(outputs.isEmpty ? "no output changed" : outputs.joined(separator: "\n\n"))
      return .done
    }
    let files = try weaver.computeExperiments(progress: progress)
    line.clear()
    print(files.isEmpty ? "chapter \(unit.number) stores no results" : files.joined(separator: "\n"))
    return .done
  }
}
