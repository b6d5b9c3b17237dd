import Foundation
import LinearAlgebra
import XCTest

@testable import NotebookDisplay

final class InteractiveTests: XCTestCase {
  private let map = HeatMap(
    Matrix<Double>([[0.25, 0.75], [1, 0], [0.1, 0.9]]), rowLabels: ["a", "\"b\"", "</div>"],
    columnLabels: ["x", "y"], xLabel: "input", yLabel: "output")

  private func values(_ figure: InteractiveFigure) throws -> [String: Any] {
    let parsed = try JSONSerialization.jsonObject(with: Data(figure.json.utf8))
    return try XCTUnwrap(parsed as? [String: Any])
  }

  func testAllFormsButThePageAreThoseOfThePicture() throws {
    let plain = map.mimeBundle(caption: "c")
    let bundle = Interactive(map, .alignment(map)).mimeBundle(caption: "c")
    XCTAssertEqual(bundle.forms.keys.sorted(), plain.forms.keys.sorted())
    for key in plain.forms.keys where key != "text/html" {
      XCTAssertEqual(bundle.forms[key], plain.forms[key])
    }
    let html = try XCTUnwrap(bundle.html)
    XCTAssertTrue(html.hasPrefix("<div data-figure=\"alignment\" data-values=\"{"), html)
    XCTAssertTrue(html.contains(try XCTUnwrap(plain.html)), "the picture is missing")
    XCTAssertFalse(html.contains("</div>&quot;") || html.contains("\"</div>"), "a label closed the element")
  }

  func testAnAlignmentCarriesLabelsAndWeights() throws {
    let values = try values(.alignment(map))
    XCTAssertEqual(values["rows"] as? [String], ["a", "\"b\"", "</div>"])
    XCTAssertEqual(values["columns"] as? [String], ["x", "y"])
    XCTAssertEqual(values["values"] as? [[Double]], [[0.25, 0.75], [1, 0], [0.1, 0.9]])
    XCTAssertEqual(values["rowName"] as? String, "output")
  }

  func testATemperatureShowsTheMostLikelyTokensAndKeepsTheOthersLogits() throws {
    let figure = InteractiveFigure.temperature(
      logits: [0.5, -1, 2, 1.23456], tokens: ["a", "b", "\n", "d"], showing: 2, samples: [(0, "x"), (1, "y")])
    let values = try values(figure)
    XCTAssertEqual(values["tokens"] as? [String], ["\n", "d"])
    XCTAssertEqual(values["logits"] as? [Double], [2, 1.235])
    XCTAssertEqual(values["others"] as? [Double], [0.5, -1])
    XCTAssertEqual(values["temperatures"] as? [Double], [0, 1])
    XCTAssertEqual(values["texts"] as? [String], ["x", "y"])
  }

  func testANeuronHasItsOwnValuesFirst() throws {
    let text = TextHeat("ab", values: [1, -1], label: "unit 3", nextTokens: [["b"], ["c", "d"]])
    let values = try values(.neuron(text, others: [("unit 4", [0.5, .nan])]))
    XCTAssertEqual(values["units"] as? [String], ["unit 3", "unit 4"])
    XCTAssertEqual((values["values"] as? [[Any]])?.first as? [Double], [1, -1])
    XCTAssertTrue((values["values"] as? [[Any]])?[1][1] is NSNull, "what is not a number has no JSON")
    XCTAssertEqual(values["next"] as? [[String]], [["b"], ["c", "d"]])
  }

  func testAStepCarriesEveryWeight() throws {
    let values = try values(
      .recurrentStep(
        inputs: [[[1, 2]], [[3, 4]]], state: [[0.5, -0.5]], weightIH: [[0.1, 0.2], [0.3, 0.4]],
        weightHH: [[5, 6], [7, 8]], bias: [[9, 10]]))
    XCTAssertEqual(values["inputs"] as? [[Double]], [[1, 2], [3, 4]])
    XCTAssertEqual(values["state"] as? [Double], [0.5, -0.5])
    XCTAssertEqual(values["weightIH"] as? [[Double]], [[0.1, 0.2], [0.3, 0.4]])
    XCTAssertEqual(values["weightHH"] as? [[Double]], [[5, 6], [7, 8]])
    XCTAssertEqual(values["bias"] as? [[Double]], [[9, 10]])
  }

  func testAWallAndAMemoryCarryTheirSettings() throws {
    let wall = try values(
      .wall(weights: 1...2.5, startingAt: 2.3, state: 0.7, bias: -0.3, target: 0.5, steps: 50))
    XCTAssertEqual(
      wall as? [String: Double],
      ["from": 1, "to": 2.5, "weight": 2.3, "start": 0.7, "bias": -0.3, "target": 0.5, "steps": 50])
    let memory = try values(.memory(candidates: [0, 1], forget: 0.9, input: 0.8, output: 0.7))
    XCTAssertEqual(memory["candidates"] as? [Double], [0, 1])
    XCTAssertEqual(memory["forget"] as? Double, 0.9)
    XCTAssertEqual(memory["input"] as? Double, 0.8)
    XCTAssertEqual(memory["output"] as? Double, 0.7)
  }
}
