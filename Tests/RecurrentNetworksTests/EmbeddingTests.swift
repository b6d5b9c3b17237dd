import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class EmbeddingTests: XCTestCase {
  private var generator = SplitMix64(seed: 37)
  private lazy var embedding = Embedding<Double>(
    vocabularySize: Size.classes, size: Size.hidden, using: &generator)
  private let tokens = [6, 2, 6, 0, 6]

  private var oneHot: Matrix<Double> {
    var matrix = Matrix<Double>.zeros(rows: tokens.count, columns: Size.classes)
    for (row, token) in tokens.enumerated() { matrix[row, token] = 1 }
    return matrix
  }

  func testItIsTheProductWithOneHotRows() {
    XCTAssertEqual(embedding(tokens).shape, MatrixShape(5, 4))
    XCTAssertEqual(embedding(tokens), matmul(oneHot, embedding.weight))
    XCTAssertEqual(embedding(tokens).row(1), embedding.weight.row(2))
    XCTAssertEqual(embedding([]).shape, MatrixShape(0, 4))
  }

  /// Token 6 occurs three times, so its row gathers three gradients; 1, 3, 4 and 5 have none.
  func testTheGradientIsAddedWhereTheTokenCameFrom() {
    let weights = randomMatrix(tokens.count, Size.hidden, &generator)
    var gradient = embedding.zeroed()
    embedding.backward(weights, through: tokens, adding: &gradient)
    assertClose(gradient.weight, matmul(oneHot, weights, transposingFirst: true), within: 1e-15)
    XCTAssertEqual(gradient.weight.row(3).norm, 0)
    assertPass(checkGradients(gradient, of: { $0(self.tokens).dot(weights) }, at: embedding))
    embedding.backward(weights, through: tokens, adding: &gradient)
    assertClose(gradient.weight, matmul(oneHot, weights * 2, transposingFirst: true), within: 1e-15)
  }
}
