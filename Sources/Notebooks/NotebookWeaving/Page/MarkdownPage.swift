import ChapterReading
import Formats
import Foundation

/// A chapter as a page of Markdown, its plots as files beside it.
public struct MarkdownPage: Equatable, Sendable {
  /// The text of the `.md` file.
  public private(set) var text: String
  /// The drawings by file name, to stand in a folder `plots`.
  public private(set) var plots: [String: String] = [:]

  /// The page of a chapter's cells.
  ///
  /// - Parameters:
  ///   - cells: the cells with their outputs.
  ///   - note: a comment for whoever opens the file to edit it.
  public init(cells: [ChapterCell], note: String) {
    text = "<!-- \(note) -->\n"
    for cell in cells {
      switch cell.kind {
      case .markdown: append(MathMarks.forGitHub(cell.source))
      case .code:
        append(code(of: cell))
        if cell.isPending { append("*This cell has not run in the chapter's present form.*") }
        for output in cell.outputs { append(output) }
      }
    }
  }

  private mutating func append(_ paragraph: String) { text += "\n" + paragraph + "\n" }

  /// The code, in a `details` element if it is folded.
  private func code(of cell: ChapterCell) -> String {
    let code = fenced(cell.source, as: "swift")
    guard let fold = cell.fold else { return code }
    // Without the empty lines the fence would be plain text of the element, not Markdown.
    return "<details>\n<summary>\(XMLText.content(fold))</summary>\n\n\(code)\n\n</details>"
  }

  private mutating func append(_ output: CellOutput) {
    switch output {
    case .text(let printed): append(fenced(printed, as: "text"))
    case .display(let forms):
      if let svg = forms["image/svg+xml"] {
        let title = title(of: svg)
        let name = fileName(for: title)
        plots[name] = svg
        append("![\(title)](plots/\(name))")
      } else {
        append(forms["text/markdown"] ?? fenced(output.plain, as: "text"))
      }
    }
  }

  private func fenced(_ text: String, as language: String) -> String {
    let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return "```\(language)\n\(body)\n```"
  }

  private func title(of svg: String) -> String {
    guard let start = svg.range(of: "<title>"), let end = svg.range(of: "</title>") else { return "plot" }
    return String(svg[start.upperBound..<end.lowerBound])
  }

  /// A name made of the first words of the title, without accents and entities; a number tells equal names apart.
  private func fileName(for title: String) -> String {
    let bare = title.replacing(#/&[a-z]+;/#, with: " ").folding(options: .diacriticInsensitive, locale: nil)
    let words = bare.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let stem = words.isEmpty ? "plot" : words.prefix(6).joined(separator: "-")
    var name = stem + ".svg"
    var number = 2
    while plots[name] != nil {
      name = "\(stem)-\(number).svg"
      number += 1
    }
    return name
  }
}
