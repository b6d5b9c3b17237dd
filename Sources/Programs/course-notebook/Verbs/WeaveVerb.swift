import CommandSupport
import CourseCatalog
import Formats
import Foundation
import NotebookWeaving

extension Action {
  /// `course weave [UNIT]`.
  static let weave = Action(.weave) { arguments in
    let layout = try CourseLayout.current()
    let unit = try arguments.unit()
    if let unit, arguments.flag(.all) {
      throw Complaint("--all weaves every chapter: omit it, or omit '\(unit.number)'")
    }
    let weavers = (unit.map { [$0] } ?? Course.units).map {
      Weaver(unit: $0, layout: layout, program: Invocation.executable)
    }
    guard arguments.flag(.check) else {
      for weaver in weavers { try weaveAndTell(weaver) }
      try ChapterIndex.write(in: layout)
      return .done
    }
    var areFresh = try weavers.map(isFresh)
    if unit == nil && !ChapterIndex.isFresh(in: layout) {
      print("Chapters/README.md is stale: \(Invocation.current) weave --all")
      areFresh.append(false)
    }
    return areFresh.allSatisfy(\.self) ? .done : .checksFailed
  }

  private static func weaveAndTell(_ weaver: Weaver) throws {
    let line = ProgressLine()
    defer { line.clear() }
    let cells = try weaver.weave {
      line.show($0, of: $1, "cells of chapter \(weaver.unit.number)")
    }
    line.clear()
    let outputs = cells.reduce(0) { $0 + $1.outputs.count }
    let folder = "Chapters/\(weaver.unit.folder)"
    print("\(folder)/\(weaver.unit.folder).ipynb and .md: \(cells.count) cells, \(outputs) outputs")
  }

  private static func isFresh(_ weaver: Weaver) throws -> Bool {
    var findings = try weaver.staleSources()
    if findings.isEmpty {
      let line = ProgressLine()
      defer { line.clear() }
      findings = try weaver.staleOutputs {
        line.show($0, of: $1, "cells of chapter \(weaver.unit.number)")
      }
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
}
