import ClassGrading
import Foundation

extension Verb {
  /// `course merge results`
  static let merge = Verb(
    name: "merge", summary: "join the results of several class runs",
    details: """
      Each OUT is a folder that 'course class' wrote, or one with its parts, shard-1-of-4 and so on. Only results of \
      the same units, seed and version of the course are joined; a missing part, or a submission with two different \
      records, is refused.
      """,
    positionals: [Positional("OUT", help: "A folder with results.", repeats: true)],
    options: [
      Option("out", value: "DIR", help: "Where the whole goes. Default: OUT, where it holds parts."),
      Option("json", help: "Print one JSON object at the end instead of the summary."),
    ],
    example: """
      course merge results
      course merge monday tuesday --out both
      """,
    run: { arguments in
      let folders = arguments.repeated("OUT").map {
        URL(fileURLWithPath: $0).standardizedFileURL.resolvingSymlinksInPath()
      }
      let merge = try ClassMerge(folders)
      let store = RecordStore(try place(arguments, folders))
      let outcome = try merge.go(to: store)
      try ClassScreen(terminal: .standard, isJSON: arguments.flag("json")).finish(outcome, store)
      return outcome.graderErrors.isEmpty ? .done : .ourFault
    })

  private static func place(_ arguments: Arguments, _ folders: [URL]) throws -> URL {
    if let named = arguments.string("out") {
      let folder = URL(fileURLWithPath: named).standardizedFileURL.resolvingSymlinksInPath()
      guard !folders.contains(folder) || ClassMerge.holdsParts(folder) else {
        throw UsageError("--out \(named) is one of the results to be joined: name another folder")
      }
      return folder
    }
    guard folders.count == 1, ClassMerge.holdsParts(folders[0]) else {
      throw UsageError("where is the whole to go? Name a folder with --out")
    }
    return folders[0]
  }
}
