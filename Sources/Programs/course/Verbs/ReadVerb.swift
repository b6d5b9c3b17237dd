import ChapterReading
import CommandSupport
import CourseCatalog
import Foundation

extension Action {
  /// `course read UNIT`.
  static let read = Action(.read) { arguments in
    guard let unit = try arguments.unit() else { return .invalidInput }
    let cells = try readableCells(of: unit, in: try CourseLayout.current())
    let sections = ChapterSection.all(in: cells)
    if arguments.flag(.contents) {
      for (number, section) in sections.enumerated() {
        print("\(number < 10 ? " " : "")\(number)  \(section.title)")
      }
      return .done
    }
    let number = try arguments.integer(.section, in: 0...(sections.count - 1))
    let terminal = Terminal.standard
    let page = TerminalPage(width: terminal.width, isStyled: terminal.showsColors)
    print(page.text(of: number.map { sections[$0].cells } ?? cells), terminator: "")
    if let number, number + 1 < sections.count {
      print("\nNext: \(Invocation.current) read \(unit.number) --section \(number + 1)")
    }
    return .done
  }

  /// The chapter as it was woven; its source without results if it never was.
  private static func readableCells(of unit: CourseUnit, in layout: CourseLayout) throws -> [ChapterCell] {
    let files = ChapterFiles(of: unit, in: layout)
    if let woven = try? files.notebookCells() { return woven }
    Terminal.standard.writeError(
      "course: the woven chapter is missing, so results are too; '\(Invocation.current) weave \(unit.number)' "
        + "makes them")
    return try files.sourceCells()
  }
}
