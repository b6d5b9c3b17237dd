import LinearAlgebra
import TextEncoding
import XCTest

/// Vectors against scikit-learn's, whose n-grams are in alphabetical order instead of ours.
final class NGramVectorizerReferenceTests: XCTestCase {
  private struct Reference: Decodable {
    let texts: [String]
    let newTexts: [String]
    let cases: [Case]

    struct Case: Decodable {
      let weighting: String
      let sizes: [Int]
      let nGrams: [String]
      let rows: [[Double]]
      let newRows: [[Double]]
    }
  }

  private static let weightings: [String: NGramWeighting] = [
    "presence": .presence, "counts": .counts, "tfIdf": .tfIdf(),
    "tfIdf unsmoothed": .tfIdf(smoothed: false), "tfIdf unnormalized": .tfIdf(normalized: false),
  ]

  func testVectorsAreThoseOfScikitLearn() throws {
    let reference: Reference = try reference("vectorizer_reference.json")
    XCTAssertEqual(Set(reference.cases.map(\.weighting)), Set(Self.weightings.keys))
    for expected in reference.cases {
      let weighting = try XCTUnwrap(Self.weightings[expected.weighting])
      let vectorizer = try NGramVectorizer(
        fitting: reference.texts, sizes: expected.sizes[0]...expected.sizes[1])
      XCTAssertEqual(vectorizer.nGrams.count, expected.nGrams.count)
      let order = try expected.nGrams.map {
        try XCTUnwrap(vectorizer.index(of: $0.split(separator: " ").map(String.init)), $0)
      }
      for (texts, rows) in [(reference.texts, expected.rows), (reference.newTexts, expected.newRows)] {
        let ours: Matrix<Double> = vectorizer.matrix(of: texts, weighting: weighting)
        let theirs = Matrix(rows: texts.count, columns: order.count, elements: Array(rows.joined()))
        let reordered = Matrix(
          rows: texts.count, columns: order.count,
          elements: texts.indices.flatMap { row in order.map { ours[row, $0] } })
        XCTAssertTrue(
          reordered.isApproximatelyEqual(to: theirs, absoluteTolerance: 1e-15, relativeTolerance: 1e-14),
          "\(expected.weighting) \(expected.sizes)\n\(reordered)\ninstead of\n\(theirs)")
      }
    }
  }
}
