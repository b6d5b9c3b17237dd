import LinearAlgebra
import TextEncoding
import XCTest

final class CategoryTests: XCTestCase {
  private let meals = ["soup", "bread", "stew", "soup", "bread"]

  func testLabelsFollowTheSortedCategories() throws {
    let encoder = try LabelEncoder(fitting: meals)
    XCTAssertEqual(encoder.categories, ["bread", "soup", "stew"])
    XCTAssertEqual(try encoder.encode(meals), [1, 0, 2, 1, 0])
    XCTAssertEqual(try LabelEncoder(fitting: meals.reversed()), encoder)
  }

  func testAGivenOrderIsKept() throws {
    let encoder = try LabelEncoder(categories: ["small", "medium", "large"])
    XCTAssertEqual(try encoder.encode(["large", "small"]), [2, 0])
  }

  func testDecodingUndoesEncoding() throws {
    let labels = try LabelEncoder(fitting: meals)
    XCTAssertEqual(try labels.decode(try labels.encode(meals)), meals)
    let numbers = [30, -2, 7, 30]
    let oneHot = try OneHotEncoder(fitting: numbers)
    let rows: Matrix<Float> = try oneHot.encode(numbers)
    XCTAssertEqual(try oneHot.decode(rows), numbers)
  }

  func testOneHotRowsHaveASingleOne() throws {
    let encoder = try OneHotEncoder(fitting: meals)
    let rows: Matrix<Double> = try encoder.encode(meals)
    XCTAssertEqual(rows, [[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]])
    XCTAssertEqual(encoder.classCount, 3)
  }

  func testDifferentCategoriesAreAllEquallyFarApart() throws {
    let encoder = try OneHotEncoder(fitting: meals)
    let rows: Matrix<Double> = try encoder.encode(["bread", "soup", "stew"])
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      XCTAssertEqual((rows.row(one) - rows.row(other)).norm, 2.0.squareRoot())
    }
  }

  func testOneHotTimesAMatrixPicksRows() throws {
    let weights: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
    let rows: Matrix<Double> = try OneHotEncoder(fitting: meals).encode(["stew", "bread"])
    XCTAssertEqual(matmul(rows, weights), [[5, 6], [1, 2]])
  }

  func testUnseenCategoriesAreNamed() throws {
    let labels = try LabelEncoder(fitting: meals)
    XCTAssertThrowsError(try labels.encode(["soup", "cake"])) {
      XCTAssertEqual(
        "\($0)",
        #""cake" at 1 is a category not seen before; known are "bread" "soup" "stew""#)
    }
    XCTAssertThrowsError(try labels.decode([0, 3])) {
      XCTAssertEqual("\($0)", "the label 3 at 1 is not one of 0 to 2")
    }
    XCTAssertThrowsError(try labels.decode([-1])) {
      XCTAssertEqual($0 as? CategoryError, .labelOutOfRange(-1, index: 0, count: 3))
    }
  }

  func testEmptyInputIsRefused() throws {
    let labels = try LabelEncoder(fitting: meals)
    let refusals: [() throws -> Void] = [
      { _ = try LabelEncoder<String>(fitting: []) },
      { _ = try OneHotEncoder<Int>(categories: []) },
      { _ = try labels.encode([]) },
      { _ = try labels.decode([]) },
      { let _: Matrix<Double> = try OneHotEncoder(labels: labels).encode([]) },
    ]
    for refusal in refusals {
      XCTAssertThrowsError(try refusal()) { XCTAssertEqual($0 as? CategoryError, .noValues) }
    }
  }

  func testADuplicateCategoryIsRefused() {
    XCTAssertThrowsError(try LabelEncoder(categories: ["a", "b", "c", "b"])) {
      XCTAssertEqual("\($0)", #"the category "b" is listed twice, at 1 and at 3"#)
    }
  }

  func testOnlyOneHotRowsAreDecoded() throws {
    let encoder = try OneHotEncoder(fitting: meals)
    for bad: Matrix<Double> in [[[0, 0, 0]], [[1, 1, 0]], [[0, 2, 0]], [[0.5, 0.5, 0]]] {
      let rows = concatenate(rows: [[[0, 1, 0]], bad])
      XCTAssertThrowsError(try encoder.decode(rows)) {
        XCTAssertEqual($0 as? CategoryError, .notOneHot(row: 1), "\(bad)")
      }
    }
    XCTAssertThrowsError(try encoder.decode(Matrix<Double>.zeros(rows: 2, columns: 4))) {
      XCTAssertEqual("\($0)", "the matrix has 4 columns where the categories make 3")
    }
  }

  func testAValueThatIsNotEqualToItselfIsRefused() throws {
    let words =
      #""nan" at 1 is not equal to itself and cannot be a category; "#
      + "remove it, or replace it by a value that means a missing one"
    let known = try LabelEncoder(fitting: [2.0, 1, 0.5])
    let refusals: [() throws -> Void] = [
      { _ = try LabelEncoder(fitting: [2.0, .nan, 1, .nan, 0.5]) },
      { _ = try LabelEncoder(categories: [1, .nan]) },
      { _ = try LabelEncoder<Float>(categories: [1, .nan, .nan]) },
      { _ = try OneHotEncoder(fitting: [1, .nan]) },
      { _ = try OneHotEncoder(categories: [1, .nan]) },
      { _ = try known.encode([1, .nan]) },
      { let _: Matrix<Double> = try OneHotEncoder(labels: known).encode([1, .nan]) },
    ]
    for refusal in refusals { XCTAssertThrowsError(try refusal()) { XCTAssertEqual("\($0)", words) } }
  }

  func testValuesThatAreEqualAreOneCategory() throws {
    let encoder = try LabelEncoder(fitting: [0.0, 3, -0.0, -.infinity])
    XCTAssertEqual(encoder.categories, [-.infinity, 0, 3])
    XCTAssertEqual(try encoder.encode([-0.0, 0.0]), [1, 1])
  }
}
