import ChapterReading
import Formats
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
    let element = MathML.element(formula, isDisplayed: isDisplayed)
    elements.append(isDisplayed ? Self.displayed(element, tag: MathML.tag(of: formula)) : element)
    unknownCommands += MathML.unknownCommands(in: formula)
    return Self.mark(elements.count - 1)
  }

  /// A formula on its own line, which scrolls if it is too wide for it. One with a tag has its number at the right, and
  /// can be linked to.
  private static func displayed(_ element: String, tag: String?) -> String {
    guard let tag else { return "<span class=\"formula wide\">\(element)</span>" }
    let number = XMLText.attribute(tag)
    return "<span class=\"formula wide tagged\" id=\"equation-\(number)\"><span></span>\(element)"
      + "<span class=\"tag\">(\(number))</span></span>"
  }

  private static func mark(_ index: Int) -> String { "qformula\(index)q" }

  /// The page with the formulas in their places.
  func restored(in html: String) -> String {
    // Text that touches a formula stays on its line: no line starts with a comma.
    var result = html.replacing(#/[(\[“‘]*qformula\d+q[^\s<]{0,16}/#) { match in
      let text = match.output
      return text.wholeMatch(of: #/qformula\d+q/#) == nil
        ? "<span class=\"keep\">\(text)</span>" : String(text)
    }
    for (index, element) in elements.enumerated().reversed() {
      result = result.replacingOccurrences(of: Self.mark(index), with: element)
    }
    return result
  }
}
