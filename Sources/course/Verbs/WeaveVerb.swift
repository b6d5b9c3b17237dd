import CourseCatalog
import Foundation
import NotebookWeaving

extension WeavingError: BadInputError {}

extension Verb {
  /// `course weave [UNIT]`.
  static let weave = Verb(
    name: "weave", summary: "run a chapter and write its notebook and its page",
    details: """
      Builds and runs Chapters/NN-Name/main.swift, then writes NN-Name.ipynb, NN-Name.md and plots/ beside it. \
      It runs with the library's plainest kernels, so that every processor prints the same digits. \
      A chapter that does not compile or stops early is reported with its line and cell, and nothing is written. \
      The map of the chapters, Chapters/README.md, is brought up to date with it.
      """,
    positionals: [Positional("UNIT", help: "The chapter; all of them if left out.", isRequired: false)],
    options: [
      Option("all", help: "Every chapter, as where UNIT is left out."),
      Option("check", help: "Write nothing; say whether what is there is still what a run shows."),
    ],
    example: "course weave 03\ncourse weave --all\ncourse weave --check",
    run: { arguments in
      let layout = try CourseLayout.current()
      let unit = try arguments.unit()
      if let unit, arguments.flag("all") {
        throw UsageError("--all weaves every chapter: leave it out, or leave out '\(unit.number)'")
      }
      let weavers = (unit.map { [$0] } ?? Course.units).map { Weaver(unit: $0, layout: layout) }
      guard arguments.flag("check") else {
        for weaver in weavers { try weaveAndTell(weaver) }
        try ChapterIndex.write(in: layout)
        return .done
      }
      var areFresh = try weavers.map(isFresh)
      if unit == nil && !ChapterIndex.isFresh(in: layout) {
        print("Chapters/README.md is stale: \(Invocation.current) weave --all")
        areFresh.append(false)
      }
      return areFresh.allSatisfy(\.self) ? .done : .foundWanting
    })

  private static func weaveAndTell(_ weaver: Weaver) throws {
    tell("building and running chapter \(weaver.unit.number); a first build takes half a minute …")
    let cells = try weaver.weave()
    let outputs = cells.reduce(0) { $0 + $1.outputs.count }
    let folder = "Chapters/\(weaver.unit.folder)"
    print("\(folder)/\(weaver.unit.folder).ipynb and .md: \(cells.count) cells, \(outputs) outputs")
  }

  private static func isFresh(_ weaver: Weaver) throws -> Bool {
    var findings = try weaver.staleSources()
    if findings.isEmpty {
      tell("building and running chapter \(weaver.unit.number); a first build takes half a minute …")
      findings = try weaver.staleOutputs()
    }
    let name = "chapter \(weaver.unit.number)"
    guard !findings.isEmpty else {
      print("\(name) is fresh")
      return true
    }
    for finding in findings { print("\(name) is stale: \(finding)") }
    print("weave it again: \(Invocation.current) weave \(weaver.unit.number)")
    return false
  }

  /// A word about what takes its time, for a person who looks on.
  private static func tell(_ line: String) {
    let terminal = Terminal.standard
    if terminal.isInteractive { terminal.writeError(terminal.dim(line)) }
  }
}
