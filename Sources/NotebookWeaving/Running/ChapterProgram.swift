import ChildProcesses
import CourseCatalog
import Foundation

/// A chapter's executable: builds it and runs it.
struct ChapterProgram {
  let unit: CourseUnit
  let layout: CourseLayout
  /// Where to build; `nil` for the package's own `.build`.
  let scratch: URL?

  /// Builds the chapter with debug information: its libraries are optimized all the same.
  ///
  /// - Throws: ``WeavingError`` with the compiler's first error and its cell.
  func build(cells: [ChapterCell], file: String) throws {
    var arguments = ["swift", "build", "--package-path", layout.root.path, "--product", unit.chapterModule]
    if let scratch { arguments += ["--scratch-path", scratch.path] }
    let result = try output(of: ["/usr/bin/env"] + arguments)
    guard result.end != .exited(0) else { return }
    throw WeavingError(compileMessage(result.lines + result.errorLines, cells: cells, file: file))
  }

  /// Runs the chapter and gives back what it recorded.
  ///
  /// - Throws: ``WeavingError`` where it stopped before its end, with line and cell.
  func run(cells: [ChapterCell], file: String, environment: [String: String]) throws -> [OutputRecord] {
    let folder = try TemporaryFolder(in: layout.scratch)
    defer { folder.remove() }
    let records = try folder.emptyFile(named: "records.jsonl")
    let backtrace = folder.url.appendingPathComponent("backtrace.json")
    let result = try output(
      of: [executable.path],
      environment: environment.merging([
        OutputRecord.environmentKey: records.path,
        CrashReport.variable: CrashReport.settings(output: backtrace),
      ]) { $1 })
    let all = OutputRecord.all(in: try Data(contentsOf: records))
    guard result.end == .exited(0) else {
      let stop = ChapterStop(
        CrashReport(contentsOf: backtrace), errors: result.errorLines, end: result.end)
      throw WeavingError(stop.message(cells: cells, file: file, lastOutput: all.last?.line))
    }
    if let stray = result.lines.first {
      throw WeavingError(
        "\(file): '\(stray)' was printed past the notebook; print and show at the top level of main.swift")
    }
    return all
  }

  /// Runs a command in the user's own environment; a chapter may take as long as it takes.
  private func output(of words: [String], environment: [String: String] = [:]) throws -> CommandOutput {
    let command = ChildCommand(
      words, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      directory: FileManager.default.currentDirectoryPath, keepsErrorsApart: true)
    do {
      return try CommandOutput(command, secondLimit: .infinity)
    } catch let failure as ChildFailure {
      throw WeavingError(failure.description)
    }
  }

  private var executable: URL {
    (scratch ?? layout.root.appendingPathComponent(".build"))
      .appendingPathComponent("debug").appendingPathComponent(unit.chapterModule)
  }

  private func compileMessage(_ lines: [String], cells: [ChapterCell], file: String) -> String {
    let errors = lines.filter { $0.contains("error:") }
    let marker = "\(unit.folder)/main.swift:"
    guard let first = errors.first(where: { $0.contains(marker) }), let range = first.range(of: marker) else {
      return "\(file) was not built: \(errors.first ?? "swift build failed without saying why")"
    }
    let rest = first[range.upperBound...]
    let line = Int(rest.prefix { $0.isNumber }) ?? 0
    let text = rest.range(of: "error: ").map { rest[$0.upperBound...] } ?? rest
    return "\(file):\(line): cell \(cells.number(ofCellAt: line) ?? 0) does not compile: \(text)"
  }
}
