import Formats

/// A chapter as a notebook file, nbformat 4.5.
public enum Notebook {
  /// The text of the `.ipynb` file: the same cells give the same file, to the byte.
  ///
  /// - Parameters:
  ///   - cells: the cells.
  ///   - isTitled: whether folded code begins with its title as a comment: Jupyter shows the first line of hidden
  ///     code.
  public static func text(of cells: [ChapterCell], isTitled: Bool = true) -> String {
    let ids = identifiers(of: cells)
    var executionCount = 0
    let values = zip(cells, ids).map { cell, id in
      if cell.kind == .code { executionCount += 1 }
      let title = isTitled ? cell.fold.map(titleLine) ?? "" : ""
      return value(of: cell, source: title + cell.source, id: id, executionCount: executionCount)
    }
    let notebook: JSONValue = .object([
      "cells": .array(values), "metadata": metadata, "nbformat": .integer(4), "nbformat_minor": .integer(5),
    ])
    return notebook.text() + "\n"
  }

  /// The comment that folded code begins with.
  static func titleLine(_ fold: String) -> String { "// \(fold)\n" }

  /// What Jupyter shows beside a cell that measures time.
  static let timedTag = "timed"

  /// The tag of folded code in Jupyter's tools.
  static let foldedTag = "hide-input"

  private static let metadata: JSONValue = .object([
    "kernelspec": .object([
      "display_name": .string("Swift"), "language": .string("swift"), "name": .string("swift"),
    ]),
    "language_info": NotebookLanguage.info,
  ])

  private static func value(
    of cell: ChapterCell, source: String, id: String, executionCount: Int
  ) -> JSONValue {
    var fields: [String: JSONValue] = [
      "cell_type": .string(cell.kind.rawValue), "id": .string(id),
      "metadata": .object(metadata(of: cell)),
      "source": .lines(source),
    ]
    if cell.kind == .code {
      fields["execution_count"] = cell.isPending ? .null : .integer(executionCount)
      fields["outputs"] = .array(cell.outputs.map(value))
    }
    return .object(fields)
  }

  private static func metadata(of cell: ChapterCell) -> [String: JSONValue] {
    let tags = (cell.isTimed ? [timedTag] : []) + (cell.fold == nil ? [] : [foldedTag])
    var fields: [String: JSONValue] = tags.isEmpty ? [:] : ["tags": .array(tags.map(JSONValue.string))]
    if let fold = cell.fold {
      fields["jupyter"] = .object(["source_hidden": .bool(true)])
      fields["title"] = .string(fold)
    }
    return fields
  }

  private static func value(of output: CellOutput) -> JSONValue {
    switch output {
    case .text(let text):
      .object(["name": .string("stdout"), "output_type": .string("stream"), "text": .lines(text)])
    case .display(let forms):
      .object([
        "data": .object(forms.mapValues(JSONValue.lines)), "metadata": .object([:]),
        "output_type": .string("display_data"),
      ])
    }
  }

  /// Identifiers made from what the cells hold, so that a changed cell leaves the others' alone.
  private static func identifiers(of cells: [ChapterCell]) -> [String] {
    var uses: [String: Int] = [:]
    return cells.map { cell in
      var hash = FNV1a()
      hash.add((cell.kind.rawValue + "\n" + cell.source).utf8)
      let id = hash.text
      uses[id, default: 0] += 1
      return uses[id] == 1 ? id : "\(id)-\(uses[id] ?? 0)"
    }
  }
}
