/// The compiler's messages about a cell, by the cell's own lines.
package struct CellDiagnostics: Equatable {
  /// The text of the first error.
  package let firstError: String
  /// The line of the first error in the cell itself, counted from 1.
  package let errorLine: Int?
  /// All of it, line by line, excerpts of the source among them.
  package let lines: [String]
  /// Warnings alone, for a cell that runs all the same.
  package let warnings: [String]

  /// Where something is worked out and not used.
  package let unused: [Place]

  /// A place in the cell, counted from 1; columns are counted in bytes.
  package struct Place: Equatable {
    let line: Int
    let column: Int
  }

  /// Reads the compiler's output, each message with the lines of source and marks under it.
  ///
  /// - Parameters:
  ///   - label: what the compiler was told to call the cell.
  ///   - texts: what the compiler may have been given for it.
  package init(_ output: String, label: String, texts: [CellText] = []) {
    var lines: [String] = []
    var warnings: [String] = []
    var firstError: String?
    var errorLine: Int?
    var isWarning = false
    var isHidden = false
    var unused: [Place] = []
    var rest = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = rest.popFirst() {
      var text = [line]
      if let message = Message(line) {
        text = [message.text(label: label).withoutModules]
        if message.kind != "note" { isWarning = message.kind == "warning" }
        isHidden = message.isIrrelevant(in: texts) || message.kind == "note" && isHidden && message.isAdvice
        if message.isUnusedValue { unused += [message.position].compactMap(\.self) }
        if message.kind == "error" {
          firstError = firstError ?? message.words.withoutModules
          if message.file == label { errorLine = errorLine ?? message.line }
        }
        if let number = message.line, message.file == label, let quoted = rest.first, Message(quoted) == nil {
          text += Self.excerpt(&rest, line: number, texts)
        }
      }
      text = isHidden ? [] : text.filter { !$0.isEmpty }
      if isWarning { warnings += text }
      lines += text
    }
    lines += Self.advice(firstError)
    warnings += Self.warnings(texts.first?.source)
    self.firstError = firstError ?? lines.last ?? "the compiler gave no reason"
    self.errorLine = errorLine
    self.lines = lines
    self.warnings = warnings
    self.unused = unused
  }

  /// A way out, where what the compiler says holds for a program and not for cells.
  private static func advice(_ error: String?) -> [String] {
    guard let error else { return [] }
    if error.hasPrefix("redundant conformance of ") {
      let type = error.dropFirst("redundant conformance of ".count).prefix { $0 != " " }
      return [
        "An earlier cell made \(type) conform, and other cells use that. Run the cell that declares \(type) again, "
          + "then this one; for a type of a library, restart the kernel."
      ]
    }
    if error.hasPrefix("return invalid outside of a func") {
      return [
        "A cell has no caller to return to: end it with 'fatalError(…)' or 'throw', or move the lines into a function."
      ]
    }
    if error.hasPrefix("'main' attribute cannot be used") {
      return [
        "A cell runs from its first line: take '@main' out, and call 'main()' of the type at the cell's end."
      ]
    }
    return []
  }

  /// What the compiler takes and what does nothing in a cell all the same.
  private static func warnings(_ source: String?) -> [String] {
    guard let source, CellOutline(source).words.contains(where: { $0.hasPrefix("XCTAssert") }) else {
      return []
    }
    return [
      "note: outside of a test case 'XCTAssert…' tells nothing; 'precondition(…)' stops the cell at its line"
    ]
  }

  /// The line that a message quotes and the marks under it, with the user's own text.
  private static func excerpt(_ rest: inout ArraySlice<String>, line: Int, _ texts: [CellText]) -> [String] {
    let quoted = rest.removeFirst()
    let hasMarks = rest.first.map { !$0.isEmpty && $0.allSatisfy { " ^~\t".contains($0) } } ?? false
    let marks = hasMarks ? rest.removeFirst() : nil
    for text in texts {
      let own = text.shown(quoted, marks: marks, line: line)
      if own.text != quoted { return [own.text] + [own.marks].compactMap(\.self) }
    }
    return [quoted] + [marks].compactMap(\.self)
  }

  /// `cell 3:7:14: error: cannot find 'x' in scope`, taken apart.
  private struct Message {
    var place = ""
    var kind = ""
    var words = ""

    /// `nil` for a line that is no message but a part of one.
    init?(_ line: String) {
      for kind in ["error", "warning", "note"] {
        let mark = line.range(of: (line.hasPrefix(kind) ? "" : ": ") + "\(kind): ")
        guard let mark, Self.isPlace(line[..<mark.lowerBound]) else { continue }
        place = String(line[..<mark.lowerBound])
        self.kind = kind
        words = String(line[mark.upperBound...])
        return
      }
      return nil
    }

    /// Whether a text says where something is: nothing at all, or a file with line and column.
    private static func isPlace(_ text: Substring) -> Bool {
      let parts = text.split(separator: ":")
      return text.isEmpty || text.hasPrefix("<unknown>")
        || parts.count > 2 && parts.suffix(2).allSatisfy { Int($0) != nil }
    }

    /// Where it is.
    var position: Place? {
      let parts = place.split(separator: ":").suffix(2).compactMap { Int($0) }
      return parts.count == 2 ? Place(line: parts[0], column: parts[1]) : nil
    }

    /// The line that it is about.
    var line: Int? { position?.line }

    /// The file that it is about.
    var file: Substring { place.prefix { $0 != ":" } }

    /// Whether it is about what stands before a cell or was added to it, or about what holds for libraries alone.
    func isIrrelevant(in texts: [CellText]) -> Bool {
      let isPrelude = kind == "note" && file.hasSuffix(".swift") && file.contains("/Cell")
      return isPrelude || file == CellText.endLabel || words.hasPrefix("'nonisolated(unsafe)' is unnecessary")
        || isUnusedValue && texts.contains { LastValue.isWaived($0.source, line: line) }
        || words == "will never be executed" && !file.hasPrefix("cell ")
        || words.contains("this will not behave correctly if the owners of")
        || words.contains("was never mutated")
          && texts.contains { text in line.map(text.bindsGlobals) == true }
    }

    /// Whether it tells how to get rid of a message or to build in another way.
    var isAdvice: Bool {
      words.contains("to silence this warning") || words.hasPrefix("pass '-parse-as-library'")
    }

    /// Whether it warns of a value of an expression that goes nowhere.
    var isUnusedValue: Bool {
      kind == "warning" && words.contains(" is unused")
        && ["expression of", "result of", "variable is", "constant is"].contains { words.hasPrefix($0) }
    }

    /// The message with the cell's line, or with the cell where it is another one.
    func text(label: String) -> String {
      guard let line else { return "\(kind): \(words)" }
      if file == label { return "line \(line): \(kind): \(words)" }
      return file.hasPrefix("cell ") ? "\(file), line \(line): \(kind): \(words)" : "\(kind): \(words)"
    }
  }
}
