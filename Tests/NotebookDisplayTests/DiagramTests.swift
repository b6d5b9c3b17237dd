import Foundation
import LinearAlgebra
import XCTest

@testable import NotebookDisplay

final class DiagramTests: XCTestCase {
  private let small = Diagram(
    [.pill("X_t", 0, 2), .box("H_t", 0, 1), .pill("Ŷ_t", 0, 0)],
    [
      .forward("X_t", "H_t", label: "W_xh"), .forward("H_t", "H_t", label: "W_hh"),
      .backward("Ŷ_t", "H_t", color: .blue),
    ])

  /// Drawings of every kind; each must obey the laws below.
  private var all: [(name: String, diagram: Diagram)] {
    let cells =
      Diagram.LSTMPart.allCases.map { ("LSTM \($0)", Diagram.lstmCell(lit: $0)) }
      + Diagram.GRUPart.allCases.map { ("GRU \($0)", Diagram.gruCell(lit: $0)) }
      + [("LSTM", .lstmCell()), ("GRU", .gruCell())]
    let windows = Diagram.unrolled(steps: 4, hasStart: false).adding(
      [], [.backward("H_4", "H_3", "H_2", label: "W_hh^T")],
      groups: [.frame("one", around: ["H_1", "H_2"]), .frame("two", around: ["H_3", "H_4"])])
    let numbers = Diagram(
      [.matrix("A", Matrix<Double>([[1, -0.25], [30, 4]]), 0, 0, markedRows: [1]), .text("=", 1, 0)],
      [.plain("A", "=")])
    let panels = Diagram.panels(
      [
        ("one", .unrolled(steps: 1)), ("two", .unrolled(steps: 2, inputs: 1...1)), ("three", windows),
        ("four", .folded(weights: .letters, shapes: true)),
      ], perRow: 2)
    let stacked = Diagram(
      [.pill("Y", 0, 0), .gate("dense", 0, 1), .pill("X", 0, 2)], [.forward("X", "dense", "Y")],
      groups: [.frame("a dense layer", around: ["dense"])])
    return [
      ("small", small), ("stacked", stacked), ("RNN", .rnnCell), ("windows", windows), ("numbers", numbers),
      ("panels", panels),
      ("long", .unrolled(steps: 5, weights: .named, goesOn: true)),
    ] + cells
  }

  func testADrawingIsWellFormedAndHasATitleADescriptionAndADarkForm() throws {
    for (name, diagram) in all {
      let svg = try XCTUnwrap(diagram.mimeBundle(caption: "1 < 2").svg)
      let elements = try Elements(svg)
      XCTAssertEqual(Array(elements.names.prefix(4)), ["svg", "title", "desc", "style"], name)
      XCTAssertTrue(svg.contains("prefers-color-scheme: dark"), name)
      XCTAssertFalse(svg.contains(" style=") || svg.contains("class=") || svg.contains("nan"), name)
    }
  }

  func testAnArrowEndsAtThePartThatItNames() {
    for (name, diagram) in all {
      let geometry = DiagramGeometry(diagram)
      let steps = diagram.edges.flatMap(\.steps)
      XCTAssertEqual(geometry.edges.count, steps.count, name)
      for (placed, step) in zip(geometry.edges, steps) {
        guard let target = geometry.frames[step.to] else { return XCTFail("no \(step.to)") }
        XCTAssertLessThan(distance(of: placed.curve.end, from: target), 4, "\(name): \(step)")
      }
    }
  }

  func testNoPartCoversAnother() {
    for (name, diagram) in all {
      let frames = DiagramGeometry(diagram).frames.sorted { $0.key < $1.key }
      for (index, one) in frames.enumerated() {
        for other in frames[(index + 1)...] {
          XCTAssertFalse(one.value.overlaps(other.value), "\(name): \(one.key) and \(other.key)")
        }
      }
    }
  }

  func testNoLabelOfAnArrowCoversAPartOrAnotherLabel() {
    for (name, diagram) in all {
      let geometry = DiagramGeometry(diagram)
      let boxes = geometry.labels.map(\.box)
      for (index, box) in boxes.enumerated() {
        for (part, frame) in geometry.frames {
          XCTAssertFalse(box.overlaps(frame), "\(name): label \(index) and \(part)")
        }
        for other in boxes[(index + 1)...] { XCTAssertFalse(box.overlaps(other), "\(name): label \(index)") }
      }
    }
  }

  func testNoTitleOfAFrameIsInTheWayOfAnArrow() {
    for (name, diagram) in all {
      let geometry = DiagramGeometry(diagram)
      for group in geometry.groups {
        for edge in geometry.edges {
          XCTAssertFalse(
            edge.curve.passes(group.titleFrame), "\(name): \(edge.edge.path) through \(group.group.title)")
        }
        for (part, frame) in geometry.frames {
          XCTAssertFalse(group.titleFrame.overlaps(frame), "\(name): \(part)")
        }
      }
    }
  }

  func testAllOfItIsInsideThePicture() {
    for (name, diagram) in all {
      let bounds = DiagramGeometry(diagram).bounds
      let drawing = diagram.drawing(caption: nil)
      XCTAssertGreaterThanOrEqual(drawing.width, bounds.width, name)
      XCTAssertGreaterThanOrEqual(drawing.height, bounds.height, name)
    }
  }

  func testTheAlternativeTextIsMadeOfTheParts() throws {
    let html = try XCTUnwrap(small.mimeBundle(caption: "Folded").html)
    XCTAssertTrue(
      html.contains(
        "alt=\"Folded. Diagram with, from top to bottom: Ŷ_t; H_t; X_t. Arrows: X_t to H_t (W_xh); "
          + "H_t to H_t (W_hh). Backward arrows: Ŷ_t to H_t.\""), html)
  }

  func testTheTextHasFramesArrowsAndLabels() {
    XCTAssertEqual(
      small.mimeBundle(caption: "Folded").plain,
      """
      Folded
      ( Ŷ_t )
         ╎
         ↓
      ┌─────┐
      │ H_t │─╮ W_hh
      └─────┘←╯
         ↑ W_xh
         │
      ( X_t )
      """)
  }

  func testEveryPartAndEveryLabelIsInTheTextAndItsLinesAreShort() {
    for (name, diagram) in all {
      let text = diagram.text(caption: nil)
      let lit = diagram.edges.filter { $0.steps.contains { diagram.isLit([$0.from, $0.to]) } }
      let written = (diagram.nodes.map(\.label) + lit.map(\.label)).flatMap { Label($0).plainLines }
      for label in written { XCTAssertTrue(text.contains(label), "\(label) is missing in \(name)\n\(text)") }
      XCTAssertLessThanOrEqual(text.split(separator: "\n").map(\.count).max() ?? 0, 76, "\(name)\n\(text)")
    }
  }

  func testWhatIsNotLitIsDimmed() throws {
    let lit = small.lit(["X_t", "H_t"])
    let svg = try XCTUnwrap(lit.mimeBundle(caption: nil).svg)
    // Ŷ_t, and the arrow from it.
    XCTAssertEqual(svg.components(separatedBy: "opacity=").count - 1, 2)
    XCTAssertTrue(lit.summary.hasSuffix("Set off: X_t, H_t."), lit.summary)
    let text = lit.text(caption: nil)
    XCTAssertTrue(text.contains("( X_t )") && !text.contains("( Ŷ_t )") && text.contains("·"), text)
  }

  func testAFieldOfNumbersShowsThemAll() throws {
    let diagram = Diagram([
      .matrix("A", Matrix<Double>([[1, -0.25], [30, 4]]), 0, 0, markedRows: [1], digits: 3)
    ])
    let svg = try XCTUnwrap(diagram.mimeBundle(caption: nil).svg)
    for number in ["1.0", "−0.2", "30.0", "4.0"] { XCTAssertTrue(svg.contains(">\(number)</text>"), number) }
    XCTAssertTrue(diagram.summary.contains("A = [1.0 −0.2; 30.0 4.0], row 1 marked"), diagram.summary)
  }

  func testPanelsKeepTheirDrawingsApart() {
    let one = Diagram.unrolled(steps: 2)
    let panels = Diagram.panels([("left", one), ("right", one)])
    XCTAssertEqual(panels.nodes.count, 2 * one.nodes.count + 2)
    XCTAssertEqual(panels.edges.count, 2 * one.edges.count)
    let leftEnd = panels.nodes.filter { $0.name.hasPrefix("0.") }.map(\.column).max() ?? 0
    let rightStart = panels.nodes.filter { $0.name.hasPrefix("1.") }.map(\.column).min() ?? 0
    XCTAssertGreaterThan(rightStart, leftEnd)
  }

  func testPanelsKeepWhatIsDimmed() {
    let cell = Diagram.lstmCell(lit: .forget)
    let panels = Diagram.panels([("whole", .rnnCell), ("in part", cell)])
    XCTAssertTrue(panels.isLit(["0.title", "1.title"] + Diagram.rnnCell.nodes.map { "0.\($0.name)" }))
    for node in cell.nodes {
      XCTAssertEqual(panels.isLit(["1.\(node.name)"]), cell.isLit([node.name]), node.name)
    }
    XCTAssertNil(Diagram.panels([("whole", .rnnCell)]).litNames)
  }

  func testEveryPartOfACellLightsSomeOfItButNotAll() {
    let cells =
      Diagram.LSTMPart.allCases.map { Diagram.lstmCell(lit: $0) }
      + Diagram.GRUPart.allCases.map { Diagram.gruCell(lit: $0) }
    for cell in cells {
      XCTAssertTrue((1..<cell.nodes.count).contains(cell.litNames?.count ?? 0), cell.summary)
    }
  }

  private func distance(of point: Point, from frame: Frame) -> Double {
    let x = max(frame.left - point.x, 0, point.x - frame.right)
    let y = max(frame.top - point.y, 0, point.y - frame.bottom)
    return (x * x + y * y).squareRoot()
  }
}
