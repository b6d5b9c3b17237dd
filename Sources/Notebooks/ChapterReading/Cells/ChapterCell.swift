import Formats

/// One cell of a chapter: a piece of prose or a piece of code, with what the code showed.
public struct ChapterCell: Equatable, Sendable {
  /// What a cell holds.
  public enum Kind: String, Sendable {
    /// Prose in Markdown, with formulas in LaTeX.
    case markdown
    /// Swift.
    case code
  }

  /// Prose or code.
  public let kind: Kind
  /// The text, without the comment marks of prose.
  public let source: String
  /// The line of `main.swift` on which the text begins; `nil` for a cell that was read from a notebook.
  public let firstLine: Int?
  /// Whether the cell measures time: then its outputs are those of one run on one machine, and another run may show
  /// other numbers.
  public let isTimed: Bool
  /// The summary shown instead of the code until a reader unfolds it; `nil` for visible code and for prose.
  public let fold: String?
  /// What the cell printed and showed, in order.
  public var outputs: [CellOutput]
  /// Whether the cell has not run in the chapter's present form: its outputs are missing or out of date.
  public var isPending: Bool

  /// A cell.
  public init(
    kind: Kind, source: String, firstLine: Int? = nil,
    isTimed: Bool = false, fold: String? = nil, outputs: [CellOutput] = [], isPending: Bool = false
  ) {
    self.kind = kind
    self.isTimed = isTimed
    self.fold = fold
    self.source = source
    self.firstLine = firstLine
    self.outputs = outputs
    self.isPending = isPending
  }
}
