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
    let result = try ChildProcess.run("/usr/bin/env", arguments, environment: [:], scratch: layout.scratch)
    guard result.status != 0 else { return }
    throw WeavingError(compileMessage(result.output + result.errors, cells: cells, file: file))
  }

  /// Runs the chapter and gives back what it recorded.
  ///
  /// - Throws: ``WeavingError`` where it stopped before its end, with line and cell.
  func run(cells: [ChapterCell], file: String) throws -> [OutputRecord] {
    let folder = try TemporaryFolder(in: layout.scratch)
    defer { folder.remove() }
    let records = try folder.emptyFile(named: "records.jsonl")
    let backtrace = folder.url.appendingPathComponent("backtrace.json")
    let result = try ChildProcess.run(
      executable.path, [],
      environment: [
        OutputRecord.environmentKey: records.path,
        "SWIFT_BACKTRACE": "enable=yes,threads=crashed,registers=none,images=none,color=no,format=json,"
          + "output-to=\(backtrace.path)",
      ], scratch: layout.scratch)
    let all = OutputRecord.all(in: try Data(contentsOf: records))
    guard result.status == 0 else {
      let crash = CrashReport(
        backtrace: try? Data(contentsOf: backtrace), errors: result.errors, status: result.status)
      throw WeavingError(crash.message(cells: cells, file: file, lastOutput: all.last?.line))
    }
    if let stray = result.output.split(separator: "\n").first {
      throw WeavingError(
        "\(file): '\(stray)' was printed past the notebook; print and show at the top level of main.swift")
    }
    return all
  }

  private var executable: URL {
    (scratch ?? layout.root.appendingPathComponent(".build"))
      .appendingPathComponent("debug").appendingPathComponent(unit.chapterModule)
  }

  private func compileMessage(_ output: String, cells: [ChapterCell], file: String) -> String {
    let errors = output.split(separator: "\n").filter { $0.contains("error:") }
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
