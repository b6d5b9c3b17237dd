import LinearAlgebra
import TextEncoding
import XCTest

final class TableEncoderTests: XCTestCase {
  private func foods() throws -> DataTable {
    try DataTable([
      "food": .categories(["apple", "chicken", "broccoli", "apple"]),
      "calories": .numbers([95, 231.5, 50, 95]),
      "kind": .categories(["fruit", "meat", "vegetable", "fruit"]),
    ])
  }

  func testNumbersStayAndCategoriesBecomeColumns() throws {
    let encoder = try TableEncoder(fitting: foods(), categories: .oneHot)
    XCTAssertEqual(
      encoder.columnNames,
      [
        "food=apple", "food=broccoli", "food=chicken", "calories", "kind=fruit", "kind=meat",
        "kind=vegetable",
      ])
    XCTAssertEqual(
      try encoder.encode(foods()),
      [
        [1, 0, 0, 95, 1, 0, 0], [0, 0, 1, 231.5, 0, 1, 0], [0, 1, 0, 50, 0, 0, 1], [1, 0, 0, 95, 1, 0, 0],
      ] as Matrix<Double>)
  }

  func testCategoriesBecomeLabels() throws {
    let encoder = try TableEncoder(fitting: foods(), categories: .labels)
    XCTAssertEqual(encoder.columnNames, ["food", "calories", "kind"])
    XCTAssertEqual(
      try encoder.encode(foods()), [[0, 95, 0], [2, 231.5, 1], [1, 50, 2], [0, 95, 0]] as Matrix<Double>)
  }

  func testDecodingUndoesEncoding() throws {
    for form in [TableEncoder.CategoryForm.labels, .oneHot] {
      let encoder = try TableEncoder(fitting: foods(), categories: form)
      let matrix: Matrix<Double> = try encoder.encode(foods())
      XCTAssertEqual(try encoder.decode(matrix), try foods())
    }
  }

  func testOtherRowsAreEncodedByTheFittedCategories() throws {
    let encoder = try TableEncoder(fitting: foods())
    let one = try DataTable([
      "food": .categories(["broccoli"]), "calories": .numbers([31]), "kind": .categories(["fruit"]),
    ])
    XCTAssertEqual(try encoder.encode(one), [[0, 1, 0, 31, 1, 0, 0]] as Matrix<Float>)
  }

  func testTheColumnOfAnUnseenCategoryIsNamed() throws {
    let encoder = try TableEncoder(fitting: foods())
    let other = try DataTable([
      "food": .categories(["apple"]), "calories": .numbers([1]), "kind": .categories(["sweet"]),
    ])
    XCTAssertThrowsError(try encoder.encode(other) as Matrix<Double>) {
      XCTAssertEqual(
        "\($0)",
        #"column "kind": "sweet" at 0 is a category not seen before; known are "fruit" "meat" "vegetable""#)
    }
  }

  func testOtherColumnsAreRefused() throws {
    let encoder = try TableEncoder(fitting: foods())
    let other = try DataTable(["food": .categories(["apple"]), "calories": .categories(["many"])])
    XCTAssertThrowsError(try encoder.encode(other) as Matrix<Double>) {
      XCTAssertEqual(
        "\($0)",
        #"the table's columns are "food" (categories), "calories" (categories); "#
          + #"the encoder was fitted to "food" (categories), "calories" (numbers), "kind" (categories)"#)
    }
  }

  func testARenamedColumnIsRefused() throws {
    let encoder = try TableEncoder(fitting: DataTable(["weight": .numbers([3])]))
    XCTAssertThrowsError(try encoder.encode(DataTable(["height": .numbers([3])])) as Matrix<Double>) {
      XCTAssertEqual(
        $0 as? TableError, .otherColumns([#""height" (numbers)"#], expected: [#""weight" (numbers)"#]))
    }
  }

  func testTablesWithoutSenseAreRefused() {
    let cases: [(KeyValuePairs<String, DataTable.Values>, TableError)] = [
      ([:], .empty),
      (["a": .numbers([])], .empty),
      (["a": .numbers([1]), "a": .numbers([2])], .duplicateColumn("a")),
      (["a": .numbers([1]), "b": .categories(["x", "y"])], .uneven("b", 2, expected: 1, as: "a")),
    ]
    for (columns, error) in cases {
      XCTAssertThrowsError(try DataTable(columns)) { XCTAssertEqual($0 as? TableError, error) }
    }
  }

  func testMatricesThatEncodeNoTableAreRefused() throws {
    let labels = try TableEncoder(fitting: foods(), categories: .labels)
    let cases: [(Matrix<Double>, TableError)] = [
      ([[0, 95]], .wrongWidth(2, expected: 3)),
      (.zeros(rows: 0, columns: 3), .empty),
      ([[0.5, 95, 0]], .notALabel(0.5, row: 0, column: "food")),
      ([[0, 95, 0], [0, 95, 3]], .column("kind", .labelOutOfRange(3, index: 1, count: 3))),
    ]
    for (matrix, error) in cases {
      XCTAssertThrowsError(try labels.decode(matrix)) { XCTAssertEqual($0 as? TableError, error) }
    }
    let oneHot = try TableEncoder(fitting: foods())
    XCTAssertThrowsError(try oneHot.decode([[1, 1, 0, 95, 1, 0, 0]] as Matrix<Double>)) {
      XCTAssertEqual($0 as? TableError, .column("food", .notOneHot(row: 0)))
    }
  }
}
