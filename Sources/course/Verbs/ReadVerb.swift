import CourseCatalog
import Foundation
import NotebookWeaving

extension Verb {
  /// `course read UNIT`.
  static let read = Verb(
    name: "read", summary: "show a chapter in the terminal",
    details: "Shows the woven chapter, its results included; nothing is built or run.",
    positionals: [Positional("UNIT", help: "The chapter.")],
    options: [
      Option("section", value: "N", help: "Show only section N; 0 is what stands before the first."),
      Option("contents", help: "List the sections instead."),
    ],
    example: "course read 03\ncourse read 03 --section 2",
    run: { arguments in
      guard let unit = try arguments.unit() else { return .badInput }
      let cells = try readableCells(of: unit, in: try CourseLayout.current())
      let sections = ChapterSection.all(in: cells)
      if arguments.flag("contents") {
        for (number, section) in sections.enumerated() {
          print("\(number < 10 ? " " : "")\(number)  \(section.title)")
        }
        return .done
      }
      let number = try arguments.integer("section", in: 0...(sections.count - 1))
      let terminal = Terminal.standard
      let page = TerminalPage(width: terminal.width, isStyled: terminal.showsColors)
      print(page.text(of: number.map { sections[$0].cells } ?? cells), terminator: "")
      if let number, number + 1 < sections.count {
        print("\nNext: \(Invocation.current) read \(unit.number) --section \(number + 1)")
      }
      return .done
    })

  /// The chapter as it was woven; as it is written, without results, where it never was.
  private static func readableCells(of unit: CourseUnit, in layout: CourseLayout) throws -> [ChapterCell] {
    let weaver = Weaver(unit: unit, layout: layout)
    if let woven = try? weaver.notebookCells() { return woven }
    Terminal.standard.writeError(
      "course: the woven chapter is missing, so results are too; '\(Invocation.current) weave \(unit.number)' "
        + "makes them")
    return try weaver.sourceCells()
  }
}
