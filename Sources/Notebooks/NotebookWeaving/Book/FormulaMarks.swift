import ChapterReading
import Foundation

/// Formulas taken out of prose, so that nothing between takes them for anything else, and put back as MathML.
struct FormulaMarks {
  private var elements: [String] = []
  /// The commands of LaTeX that have no form in MathML here.
  private(set) var unknownCommands: [String] = []

  /// The prose with a mark in the place of each formula, in the forms of notebooks and of GitHub's pages.
  mutating func marking(_ prose: String) -> String {
    var lines: [String] = []
    var formula: [Substring]?
    var isCode = false
    for line in prose.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = formula {
        let isEnd = line == "$$" || line == "```"
        if isEnd { lines.append(mark(open.joined(separator: "\n"), isDisplayed: true)) }
        formula = isEnd ? nil : open + [line]
      } else if !isCode && (line == "$$" || line == "```math") {
        formula = []
      } else {
        if line.hasPrefix("```") { isCode.toggle() }
        lines.append(String(line))
      }
    }
    return markingInline(lines)
  }

  /// Inline formulas may go over a line's end, not over a paragraph's.
  private mutating func markingInline(_ lines: [String]) -> String {
    var isCode = false
    var paragraphs: [[String]] = [[]]
    for line in lines {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode || line.isEmpty || line.hasPrefix("|") || line.hasPrefix("```") { paragraphs.append([]) }
      paragraphs[paragraphs.count - 1].append(line)
    }
    isCode = false
    return paragraphs.filter { !$0.isEmpty }.map { paragraph in
      if paragraph[0].hasPrefix("```") { isCode.toggle() }
      let text = paragraph.joined(separator: "\n")
      guard !isCode else { return text }
      let plain = text.replacing(#/\$`([^`]+)`\$/#) { "$\($0.output.1)$" }
      return MathMarks.replacingInline(in: plain) { mark($0, isDisplayed: false) }
    }.joined(separator: "\n")
  }

  private mutating func mark(_ formula: String, isDisplayed: Bool) -> String {
    elements.append(MathML.element(formula, isDisplayed: isDisplayed))
    unknownCommands += MathML.unknownCommands(in: formula)
    return Self.mark(elements.count - 1)
  }

  private static func mark(_ index: Int) -> String { "qformula\(index)q" }

  /// The page with the formulas in their places.
  func restored(in html: String) -> String {
    var result = html
    for (index, element) in elements.enumerated().reversed() {
      result = result.replacingOccurrences(of: Self.mark(index), with: element)
    }
    return result
  }
}
