import Formats
import Foundation

extension Notebook {
  /// The cells of a notebook file.
  ///
  /// - Parameters:
  ///   - data: the file's bytes.
  ///   - file: its path, for messages.
  /// - Throws: `Complaint` where the file is not a notebook.
  public static func cells(of data: Data, file: String) throws -> [ChapterCell] {
    do {
      return try JSONDecoder().decode(NotebookFile.self, from: data).cells.compactMap(\.cell)
    } catch {
      throw Complaint("\(file) is not a notebook that can be read; weave it again with 'course weave'")
    }
  }
}

/// The parts of a notebook file that matter for reading it.
private struct NotebookFile: Decodable {
  let cells: [Cell]

  struct Cell: Decodable {
    let cell_type: String
    let source: Text
    let execution_count: Int?
    let outputs: [Output]?
    let metadata: Metadata?

    /// The cell, unless it is neither prose nor code.
    var cell: ChapterCell? {
      let title = metadata?.fold.map(Notebook.titleLine) ?? ""
      let code = source.joined.hasPrefix(title) ? source.joined.dropFirst(title.count) : source.joined[...]
      return ChapterCell.Kind(rawValue: cell_type).map {
        ChapterCell(
          kind: $0, source: String(code), isTimed: metadata?.tags?.contains(Notebook.timedTag) ?? false,
          fold: metadata?.fold, outputs: (outputs ?? []).compactMap(\.output),
          isPending: $0 == .code && execution_count == nil)
      }
    }
  }

  struct Metadata: Decodable {
    let tags: [String]?
    let title: String?

    var fold: String? { tags?.contains(Notebook.foldedTag) ?? false ? title ?? "Code" : nil }
  }

  struct Output: Decodable {
    let text: Text?
    let data: [String: Text]?

    var output: CellOutput? {
      if let text { return .text(text.joined) }
      return data.map { .display($0.mapValues(\.joined)) }
    }
  }

  /// A string, or an array of its lines: the format allows both.
  struct Text: Decodable {
    let joined: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let whole = try? container.decode(String.self) {
        joined = whole
      } else {
        joined = try container.decode([String].self).joined()
      }
    }
  }
}
