import LinearAlgebra

extension Diagram {
  /// The colors of arrows, frames and parts. Formulas can use them by number:
  /// `\textcolor{#0072b2}{\partial L}`.
  public enum Color: Sendable, Equatable {
    /// Black, `#24292f`.
    case ink
    /// `#0072b2`; in a backward pass, the gradient from the outputs down.
    case blue
    /// `#b04a00`; in a backward pass, the gradient through time.
    case orange
    /// `#007a59`
    case green
  }

  /// A part of a drawing.
  public struct Node: Sendable, Equatable {
    /// How a part is framed.
    enum Shape: Sendable, Equatable {
      case box, pill, gate, circle, dot, bare
      /// A table of numbers with some marked rows.
      case table([[String]], markedRows: Set<Int>)
    }

    /// The name used by arrows and frames.
    public let name: String
    /// The text in it.
    public let label: String
    /// The column, counted from the left.
    public let column: Double
    /// The row, counted from the top.
    public let row: Double
    let shape: Shape
    let color: Color?

    private init(
      _ label: String, _ column: Double, _ row: Double, _ shape: Shape, _ name: String?, _ color: Color?
    ) {
      self.name = name ?? label.prefix { $0 != "\n" }.description
      self.label = label
      self.column = column
      self.row = row
      self.shape = shape
      self.color = color
    }

    /// A layer, a cell or a state: a frame with square corners. The name of any part defaults to the first line of its
    /// label.
    public static func box(
      _ label: String, _ column: Double, _ row: Double, name: String? = nil, color: Color? = nil
    ) -> Node { Node(label, column, row, .box, name, color) }

    /// An input or an output: a frame with round ends.
    public static func pill(
      _ label: String, _ column: Double, _ row: Double, name: String? = nil, color: Color? = nil
    ) -> Node { Node(label, column, row, .pill, name, color) }

    /// A function with weights inside a cell, such as σ or tanh: a small frame.
    public static func gate(
      _ label: String, _ column: Double, _ row: Double, name: String? = nil, color: Color? = nil
    ) -> Node { Node(label, column, row, .gate, name, color) }

    /// An operation on each element, such as × or +, or a unit: a circle.
    public static func circle(
      _ label: String, _ column: Double, _ row: Double, name: String? = nil, color: Color? = nil
    ) -> Node { Node(label, column, row, .circle, name, color) }

    /// A junction of lines. Its name is not shown.
    public static func dot(_ name: String, _ column: Double, _ row: Double) -> Node {
      Node("", column, row, .dot, name, nil)
    }

    /// A text without a frame, such as … or a formula.
    public static func text(
      _ label: String, _ column: Double, _ row: Double, name: String? = nil, color: Color? = nil
    ) -> Node { Node(label, column, row, .bare, name, color) }

    /// The numbers of a matrix below its label, rounded to `digits` significant digits of the largest.
    ///
    /// - Parameter markedRows: the rows to highlight, counted from 0.
    public static func matrix<Scalar>(
      _ label: String, _ matrix: Matrix<Scalar>, _ column: Double, _ row: Double, name: String? = nil,
      markedRows: Set<Int> = [], digits: Int = 2, color: Color? = nil
    ) -> Node {
      let texts = NumberText.aligned(matrix.elements.map { Double($0) }, digits: digits)
      let rows = (0..<matrix.rows).map { row in
        (0..<matrix.columns).map { NumberText.typeset(texts[row * matrix.columns + $0]) }
      }
      return Node(label, column, row, .table(rows, markedRows: markedRows), name, color)
    }

    /// The part moved and renamed, for combining drawings.
    func moved(columns: Double, rows: Double, renamed: (String) -> String) -> Node {
      Node(label, column + columns, row + rows, shape, renamed(name), color)
    }
  }

  /// A frame around parts, with a title.
  public struct Group: Sendable, Equatable {
    let title: String
    let members: [String]
    let color: Color

    /// A frame around the named parts.
    public static func frame(_ title: String, around members: [String], color: Color = .ink) -> Group {
      Group(title: title, members: members, color: color)
    }
  }
}
