import CourseCatalog
import Foundation

/// Turns a chapter's `main.swift` into its notebook and its page.
public struct Weaver: Sendable {
  /// The chapter's unit.
  public let unit: CourseUnit
  /// Where the course's folders are.
  public let layout: CourseLayout
  /// Where to build; `nil` for the package's own `.build`.
  public let scratch: URL?

  /// A weaver for one chapter.
  public init(unit: CourseUnit, layout: CourseLayout, scratch: URL? = nil) {
    self.unit = unit
    self.layout = layout
    self.scratch = scratch
  }

  /// Builds and runs the chapter, then writes `NN-Name.ipynb`, `NN-Name.md` and `plots`; all of them or none.
  ///
  /// - Returns: the cells with their outputs.
  /// - Throws: ``WeavingError`` with file, line and cell where the chapter does not compile or stops early.
  @discardableResult public func weave() throws -> [ChapterCell] {
    var cells = try run()
    if cells.contains(where: \.isTimed) {
      // What measures time shows what the machine can do.
      let timed = try outputs(of: cells, environment: [:])
      for index in cells.indices where cells[index].isTimed { cells[index].outputs = timed[index].outputs }
    }
    try write(cells)
    return cells
  }

  /// Writes notebook and page of cells that have their outputs.
  ///
  /// - Throws: ``WeavingError`` where the files cannot be written.
  public func write(_ cells: [ChapterCell]) throws {
    try WovenFiles(cells: cells, unit: unit).write(to: layout.chapter(unit), unit: unit)
  }

  /// Builds and runs the chapter and gives its cells with their outputs; writes nothing.
  public func run() throws -> [ChapterCell] {
    let cells = try sourceCells()
    try program.build(cells: cells, file: sourcePath)
    return try outputs(of: cells, environment: Self.environment)
  }

  private var program: ChapterProgram { ChapterProgram(unit: unit, layout: layout, scratch: scratch) }

  /// The cells with the outputs of a run of the built chapter.
  private func outputs(of cells: [ChapterCell], environment: [String: String]) throws -> [ChapterCell] {
    let records = try program.run(cells: cells, file: sourcePath, environment: environment)
    return try cells.map(\.withoutOutputs).filled(with: records, file: sourcePath)
  }

  /// The cells of `main.swift`, without outputs.
  public func sourceCells() throws -> [ChapterCell] {
    let url = layout.chapter(unit).appendingPathComponent("main.swift")
    guard let data = try? Data(contentsOf: url) else {
      throw WeavingError("\(sourcePath) cannot be read; the chapter is missing")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw WeavingError("\(sourcePath) is not UTF-8 text; save it as UTF-8 and weave again")
    }
    return try ChapterSource.cells(of: text, file: sourcePath)
  }

  /// The cells of the committed notebook, with its outputs.
  public func notebookCells() throws -> [ChapterCell] {
    let url = layout.chapter(unit).appendingPathComponent("\(unit.folder).ipynb")
    let file = "Chapters/\(unit.folder)/\(unit.folder).ipynb"
    guard let data = try? Data(contentsOf: url), !data.isEmpty else {
      throw WeavingError("\(file) is missing; make it with 'swift run course weave \(unit.number)'")
    }
    return try Notebook.cells(of: data, file: file)
  }

  /// Under what a chapter runs whose outputs are woven, but for the cells that measure time: with the library's plainest kernels, which round alike on every
  /// processor. Faster ones add in another order, and after some hundred updates of a training the third digit differs.
  public static let environment = ["COURSE_KERNELS": "portable"]

  /// The path of `main.swift` inside the package, for messages.
  public var sourcePath: String { "Chapters/\(unit.folder)/main.swift" }
}

extension Weaver {
  /// Writes notebook and page anew with the outputs that the notebook holds, where all code is still the notebook's.
  ///
  /// - Returns: the cells, or `nil` where code has changed, so that only a run can tell: then nothing is written.
  /// - Throws: ``WeavingError`` as ``weave()`` does.
  public func weaveProse() throws -> [ChapterCell]? {
    var cells = try sourceCells()
    guard let woven = try? notebookCells().filter({ $0.kind == .code }) else { return nil }
    let places = cells.indices.filter { cells[$0].kind == .code }
    guard places.map({ cells[$0].source }) == woven.map(\.source) else { return nil }
    for (place, cell) in zip(places, woven) { cells[place].outputs = cell.outputs }
    try write(cells)
    return cells
  }

  /// Writes notebook and page without running the chapter: for one that was never woven.
  ///
  /// - Throws: ``WeavingError`` as ``weave()`` does.
  public func writeWithoutOutputs() throws {
    try write(try sourceCells())
  }
}
