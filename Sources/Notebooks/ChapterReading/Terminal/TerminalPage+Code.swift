import Formats

/// Cells of code on a terminal.
extension TerminalPage {
  /// The code with bold keywords and dim comments, then its outputs next to a bar. Folded code is one line.
  func code(_ cell: ChapterCell) -> String {
    let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let code =
      cell.fold.map { fold in
        wrap("▸ \(fold) (\(counted(lines.count, "line")) of code)", width: width - 4).map {
          "    " + styled($0, "2")
        }
      }
      ?? colored(lines.flatMap(wrapped)).map { $0.isEmpty ? "" : "    " + $0 }
    let outputs = cell.outputs.map { output in
      shown(output).map { "  │ \($0)" }.joined(separator: "\n")
    }
    return ([code.joined(separator: "\n")] + outputs).joined(separator: "\n\n")
  }

  private func colored(_ lines: [String]) -> [String] {
    let coloring = SourceColoring(keyword: { styled($0, "1") }, comment: { styled($0, "2") })
    return coloring.text(lines.joined(separator: "\n")).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map(String.init)
  }

  /// A line of code in lines that fit the page: continuations are indented by four more, and comments stay comments.
  private func wrapped(_ line: String) -> [String] {
    let code = line.drop { $0 == " " }
    let isComment = code.hasPrefix("//")
    return wrapped(line, behind: isComment ? String(code.prefix { "/ ".contains($0) }) : "    ")
  }

  /// A line at its indent, and what does not fit in further lines, which begin with `mark` at the same indent.
  private func wrapped(_ line: String, behind mark: String) -> [String] {
    let space = width - 4
    guard line.count > space else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    let pieces = wrap(String(line.dropFirst(indent.count)), width: max(space - indent.count - mark.count, 16))
    return pieces.enumerated().map { indent + ($0.offset == 0 ? "" : mark) + $0.element }
  }

  /// The lines of an output. Where they are too wide, text and tables are wrapped, and a picture is replaced by its
  /// description.
  private func shown(_ output: CellOutput) -> [String] {
    let lines = output.plain.trimmingNewlines().split(separator: "\n", omittingEmptySubsequences: false)
    let space = width - 4
    guard lines.contains(where: { $0.count > space }) else { return lines.map(String.init) }
    guard case .display(let forms) = output else {
      return lines.flatMap { wrapped(String($0), behind: "  ") }
    }
    if let words = forms["image/svg+xml"]?.firstMatch(of: #/<desc>([^<]*)<\/desc>/#)?.output.1, !words.isEmpty
    {
      return wrap(String(lines[0]), width: space) + wrap(XMLText.plain(String(words)), width: space)
    }
    guard let markdown = forms["text/markdown"] else { return lines.map(String.init) }
    return TerminalPage(width: space, isStyled: isStyled).lines(of: markdown)
  }
}
