import CourseCatalog
import Formats
import Foundation

/// The initial contents of the files of a new unit.
struct NewUnitTexts {
  let unit: CourseUnit

  init(_ unit: CourseUnit) { self.unit = unit }

  /// The unit as its catalog file describes it.
  static func unit(number: String, name: String) -> CourseUnit {
    let task = CourseTask(
      id: "\(number).1", name: "the first thing", files: ["\(name).swift"], points: 100,
      hints: [
        "Read the chapter's first section.", "It is one operation on a matrix.", "Add the matrix to itself.",
      ])
    return CourseUnit(
      number: number, name: name, title: name, summary: "The subject of the unit, in one sentence.",
      files: ["\(name).swift"], tasks: [task])
  }

  /// The unit's constant in the catalog, `stateSpace`.
  private var constant: String { unit.name.prefix(1).lowercased() + unit.name.dropFirst() }

  /// The new files, by path from the course's root.
  func files() throws -> [String: String] {
    [
      "Chapters/\(unit.folder)/main.swift": chapter,
      "Exercises/\(unit.folder)/README.md": readme,
      "Solutions/\(unit.folder)/\(unit.name).swift": solution,
      "Solutions/\(unit.folder)/mistakes.json": mistakes,
      "Tests/Grading/\(unit.folder)/\(unit.name)Tests.swift": suite,
      "Sources/Course/CourseCatalog/Unit\(unit.number)\(unit.name).swift": catalogue,
      "Sources/Course/CourseCatalog/Syllabus/Syllabus+\(unit.number).swift": syllabus,
    ]
  }

  /// The tables with the new unit: their text with one more row.
  var rows: [String: (String) throws -> String] {
    [
      "Package.swift": { text in
        try Self.adding("\"\(unit.folder)\": []", before: "\n]\n", behind: "let unitTable", in: text)
      },
      "Sources/Course/CourseCatalog/Course.swift": { text in
        try Self.adding(".\(constant)", before: "]\n", behind: "let units", in: text)
      },
      "Sources/Course/CourseCatalog/Syllabus/Syllabus.swift": { text in
        try Self.adding(constant, before: "].flatMap", behind: "let rows", in: text)
      },
      "README.md": { text in
        try Self.adding(
          row: "| \(unit.number) \(unit.name) | \(unit.summary) | \(unit.tasks[0].name) |",
          toTable: "| unit | chapter | tasks |", in: text)
      },
      "Exercises/README.md": { text in
        try Self.adding(
          row: "| [\(unit.number) \(unit.name)](\(unit.folder)/README.md) | \(unit.tasks[0].name) |",
          toTable: "| unit | what you write |", in: text)
      },
    ]
  }

  /// A text with one more element in the array that `start` declares and `end` closes.
  static func adding(
    _ element: String, before end: String, behind start: String, in text: String
  ) throws -> String {
    guard let declaration = text.range(of: start),
      let open = text.range(of: "= [", range: declaration.upperBound..<text.endIndex),
      let close = text.range(of: end, range: open.upperBound..<text.endIndex)
    else { throw Complaint("no table '\(start)' was found for the new unit") }
    let elements = text[open.upperBound..<close.lowerBound]
    let last = elements.lastIndex { !$0.isWhitespace }.map { elements.index(after: $0) } ?? open.upperBound
    let needsComma = elements.contains { !$0.isWhitespace } && text[text.index(before: last)] != ","
    let lastLine = elements.split(separator: "\n").last { $0.contains { $0 != " " } } ?? ""
    let isInLines = elements.first == "\n"
    let addition = isInLines ? "\n\(lastLine.prefix { $0 == " " })\(element)," : " \(element)"
    return text.replacingCharacters(in: last..<last, with: (needsComma ? "," : "") + addition)
  }

  /// A page with one more row at the end of the table with a given header.
  static func adding(row: String, toTable header: String, in text: String) throws -> String {
    var lines = text.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: header) else {
      throw Complaint("no table '\(header)' was found for the new unit")
    }
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
    lines.insert(row, at: end)
    return lines.joined(separator: "\n")
  }
}
