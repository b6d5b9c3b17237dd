import Formats

/// What the compiler gets of a cell: the user's text, changed where a notebook means more than a file of Swift says.
///
/// No change adds or takes a line, so that every message keeps its line; ``shown(_:marks:line:)`` takes the changes
/// out of the lines that a message quotes.
package struct CellText {
  /// What the user wrote.
  package let source: String
  /// The changes, in the order of their places.
  package let edits: [Edit]
  /// Whether it is compiled as a cell that waits.
  package let waits: Bool
  private let guardLines: Set<Int>
  private let deferredCount: Int

  /// A change at one place.
  package struct Edit: Equatable {
    /// Where it is: a count of bytes from the start of the source.
    var offset: Int
    /// How many bytes go.
    var removed = 0
    /// What comes instead.
    var text: String
  }

  /// - Parameter waits: whether the cell waits for something at its top level. Its variables then belong to the main
  ///   actor for Swift, and no function of a later cell could use them; here everything runs on that one thread.
  package init(_ source: String, waits: Bool) {
    self.source = source
    self.waits = waits
    let bytes = Array(source.utf8)
    let tokens = SwiftScanner(bytes).tokens
    let guards = GuardStatement.all(in: tokens)
    var edits = Self.hidingWords(tokens) + TopLevelCode(tokens).edits
    guardLines = Set(guards.filter { !$0.names.isEmpty }.map(\.line))
    edits += guards.flatMap { $0.edits(isolation: waits ? Self.isolation : "") }
    let deferred = waits ? Self.deferrals(tokens) : []
    deferredCount = deferred.count
    edits += deferred
    if waits {
      edits += CellOutline.openings(tokens).filter { ["var", "let"].contains(tokens[$0].text) }.map {
        Edit(offset: tokens[$0].offset, text: Self.isolation)
      }
    }
    self.edits = edits.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
  }

  /// The text with the changes made.
  package var compiled: String {
    let bytes = Array(source.utf8)
    var result: [UInt8] = []
    var place = 0
    for edit in edits {
      result += bytes[place..<edit.offset] + Array(edit.text.utf8)
      place = edit.offset + edit.removed
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// The whole file for the compiler.
  ///
  /// - Parameters:
  ///   - prelude: the imports before the cell.
  ///   - label: what messages call the cell.
  package func file(prelude: String, module: String, label: String) -> String {
    let mark = CellOutline(source).members.isEmpty ? "" : "enum \(CellHistory.mark(module)) {}\n"
    return prelude + mark + "#sourceLocation(file: \"\(label)\", line: 1)\n" + compiled + "\n"
      + (waits
        ? "#sourceLocation(file: \"\(Self.endLabel)\", line: 1)\n" + deferredCalls + StateHolder.endOfCell
        : "")
  }

  /// A cell that waits never leaves its top level: what it defers there is kept as functions, to be called at its end.
  private static func deferrals(_ tokens: [SwiftToken]) -> [Edit] {
    var depth = 0
    let places = tokens.indices.filter { index in
      depth += tokens[index].nesting
      return depth == 0 && tokens[index].isWord("defer") && index + 1 < tokens.count
        && tokens[index + 1].isSign("{")
    }
    return places.enumerated().map { number, index in
      let text = "private \(isolation)let \(deferred)\(number): () -> Void ="
      return Edit(offset: tokens[index].offset, removed: tokens[index].end - tokens[index].offset, text: text)
    }
  }

  private var deferredCalls: String {
    (0..<deferredCount).reversed().map { "\(Self.deferred)\($0)()\n" }.joined()
  }

  private static let deferred = "courseDeferred"

  /// What messages call the lines behind a cell that waits.
  package static let endLabel = "the end"

  /// Whether a `guard` that makes global variables begins on a line.
  package func bindsGlobals(_ line: Int) -> Bool { guardLines.contains(line) }

  package static let isolation = "nonisolated(unsafe) "

  /// Cells are one file to the user, in which a private declaration can be used everywhere.
  private static func hidingWords(_ tokens: [SwiftToken]) -> [Edit] {
    CellOutline.openings(tokens).flatMap { opening -> [Edit] in
      let start = tokens[..<opening].lastIndex { $0.line < tokens[opening].line || $0.isSign(";") } ?? -1
      return ((start + 1)..<opening).filter { CellOutline.hidingModifiers.contains(tokens[$0].text) }.map {
        word in
        let isPartial = tokens[word + 1].isSign("(") && word + 3 < opening
        let count = tokens[isPartial ? word + 3 : word].end - tokens[word].offset
        return Edit(offset: tokens[word].offset, removed: count, text: String(repeating: " ", count: count))
      }
    }
  }
}
