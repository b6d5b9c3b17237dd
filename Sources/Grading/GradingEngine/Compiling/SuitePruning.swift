import Formats
import Foundation

/// A suite without the parts that do not fit a submission's interface, so that the other checks can be run.
struct PrunedSuite {
  /// The object; `nil` where nothing of the suite is left that fits.
  var object: URL?
  /// The checks that are lost, each with the words of its own source and of the helpers that went with it.
  var lost: [GradedCheck: Set<String>]
  /// The first errors of the compiler.
  var errors: [CompilerDiagnostic]
}

/// Takes declarations out of a suite until the rest fits.
///
/// Each error falls into a declaration: a check, or a helper. These are blanked out, and the suite is compiled
/// again; a helper that is gone makes errors in what uses it, which goes in the next round.
struct SuitePruning {
  /// What was taken out.
  private struct Removed {
    let name: String
    let words: Set<String>
  }

  let compiler: SuiteCompiler
  let exercise: CompiledExercise

  private static let roundLimit = 6

  /// Prunes.
  ///
  /// - Throws: `Complaint` where errors stand outside of every declaration.
  func prune(_ first: [CompilerDiagnostic]) throws -> PrunedSuite {
    let unit = compiler.unit
    let folder = exercise.folder.appendingPathComponent("suite")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var sources: [URL: String] = [:]
    for file in unit.suiteSources {
      sources[folder.appendingPathComponent(file.lastPathComponent)] = try String(
        contentsOf: file, encoding: .utf8)
    }
    var helpers: [Removed] = []
    var result = PrunedSuite(object: nil, lost: [:], errors: first)
    var errors = first.map { error in
      var error = error
      error.file = folder.appendingPathComponent(URL(fileURLWithPath: error.file).lastPathComponent).path
      return error
    }
    for _ in 0..<Self.roundLimit {
      let removed = try remove(errors, from: &sources)
      let remaining = checks(in: sources)
      for check in unit.checks where !remaining.contains(check) && result.lost[check] == nil {
        result.lost[check] = words(of: check, removed, helpers)
      }
      helpers += removed.filter { !$0.name.hasPrefix("testTask") }
      if remaining.isEmpty { return result }
      for (file, text) in sources { try Data(text.utf8).write(to: file) }
      let outcome = try compiler.compile(
        sources.keys.sorted { $0.path < $1.path }, remaining, against: exercise.folder, into: folder,
        object: folder.appendingPathComponent("suite.o"))
      switch outcome {
      case .ready(let object):
        result.object = object
        return result
      case .misfit(let next, _): errors = next
      }
    }
    for check in checks(in: sources) { result.lost[check] = [] }
    return result
  }

  private func checks(in sources: [URL: String]) -> [GradedCheck] {
    let module = compiler.unit.unit.suiteModule
    let all = sources.values.flatMap { SuiteListing(SourceOutline($0), module: module).checks }
    return compiler.unit.checks.filter(Set(all).contains)
  }

  /// Blanks out the declarations in which errors stand, and returns them.
  private func remove(_ errors: [CompilerDiagnostic], from sources: inout [URL: String]) throws -> [Removed] {
    var removed: [Removed] = []
    for (file, text) in sources {
      let outline = SourceOutline(text)
      let own = errors.filter { $0.file == file.path }.compactMap { outline.declaration(around: $0.line) }
      if own.isEmpty { continue }
      removed += own.map { Removed(name: $0.name, words: outline.words(in: $0.range)) }
      sources[file] = outline.text(
        replacing: own.map { ($0.range, outline.text($0.range).filter(\.isNewline)) })
    }
    guard !removed.isEmpty else {
      let texts = errors.prefix(3).map(\.text).joined(separator: "\n")
      throw Complaint.ofCourse("the suite does not compile: \(texts)")
    }
    return removed
  }

  /// The words of a check's source and of the helpers that it names.
  private func words(of check: GradedCheck, _ removed: [Removed], _ helpers: [Removed]) -> Set<String> {
    let own = removed.first { $0.name == check.method || $0.words.contains(check.method) }?.words ?? []
    return helpers.filter { own.contains($0.name) }.reduce(own) { $0.union($1.words) }
  }
}
