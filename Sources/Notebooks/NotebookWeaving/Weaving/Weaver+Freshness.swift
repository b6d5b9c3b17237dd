import ChapterReading
import Formats
import Foundation

extension Weaver {
  /// What in the committed notebook and page no longer belongs to `main.swift`, without building or running:
  /// sources, the page, the plots. Empty if all is fresh.
  public func staleSources() throws -> [String] {
    let (source, woven) = (try chapter.sourceCells(), try chapter.notebookCells())
    var findings: [String] = []
    if source.count != woven.count {
      findings.append("main.swift has \(source.count) cells, the notebook \(woven.count)")
    } else if let index = source.indices.first(where: {
      source[$0].kind != woven[$0].kind || source[$0].source != woven[$0].source
        || source[$0].isTimed != woven[$0].isTimed || source[$0].fold != woven[$0].fold
    }) {
      findings.append("cell \(index + 1) of main.swift is not the notebook's")
    } else if let index = woven.firstIndex(where: \.isPending) {
      findings.append("cell \(index + 1) has not run in the chapter's present form")
    }
    return findings + staleFiles(WovenFiles(cells: woven, unit: unit))
  }

  /// What a new run shows otherwise than the committed notebook. Texts are compared exactly, numbers to the
  /// digits that are printed, pictures by their titles alone, and of cells that measure time only how many outputs
  /// there are.
  public func staleOutputs(progress: (Int, Int) -> Void = { _, _ in }) throws -> [String] {
    let (fresh, woven) = (try run(progress: progress), try chapter.notebookCells())
    return zip(fresh, woven).enumerated().compactMap { index, pair in
      guard pair.0.outputs.count == pair.1.outputs.count else {
        return
          "cell \(index + 1) has \(pair.0.outputs.count) outputs now, the notebook \(pair.1.outputs.count)"
      }
      let differs =
        !pair.0.isTimed && zip(pair.0.outputs, pair.1.outputs).contains { !$0.agrees(with: $1) }
      return differs ? "cell \(index + 1) shows something else now" : nil
    }
  }

  private func staleFiles(_ files: WovenFiles) -> [String] {
    let folder = layout.chapter(unit)
    func text(_ path: String) -> String? {
      (try? Data(contentsOf: folder.appendingPathComponent(path))).map { String(decoding: $0, as: UTF8.self) }
    }
    var findings: [String] = []
    if text("\(unit.folder).ipynb") != files.notebook { findings.append("\(unit.folder).ipynb was edited") }
    if text("\(unit.folder).md") != files.page.text {
      findings.append("\(unit.folder).md is not the notebook's page")
    }
    let names = Set(files.page.plots.keys).union((try? WovenFiles.plotNames(in: folder)) ?? [])
    for name in names.sorted() where text("plots/\(name)") != files.page.plots[name] {
      findings.append("plots/\(name) is not the notebook's")
    }
    return findings
  }
}

extension CellOutput {
  /// Whether two outputs say the same, up to the last printed digit of their numbers.
  func agrees(with other: CellOutput) -> Bool {
    guard mimeTypes == other.mimeTypes else { return false }
    guard mimeTypes.contains("image/svg+xml") else {
      return NumberedText(plain).agrees(with: NumberedText(other.plain))
    }
    return plain.prefix { $0 != "\n" } == other.plain.prefix { $0 != "\n" }
  }

  private var mimeTypes: Set<String> {
    switch self {
    case .text: []
    case .display(let forms): Set(forms.keys)
    }
  }
}
