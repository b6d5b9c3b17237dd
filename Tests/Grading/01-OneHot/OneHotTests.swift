import Exercise01OneHot
import GradingSupport
import LinearAlgebra

/// Tasks 3 and 5: rows with a single 1, and the rows of a matrix that they pick. N = 11, V = 7, H = 4.
final class OneHotTests: GradedTestCase {
  private func makeExample() -> FoodExample {
    var generator = makeGenerator()
    return FoodExample(using: &generator)
  }

  /// The table of one-hot rows with each known mistake.
  private func suspects(_ labels: [Int], classCount: Int) -> [Suspect] {
    let place = "the loop in oneHot(_:classCount:)"
    let reach = (labels.max() ?? 0) + 1
    let full = FoodExample.rows(labels, classCount: classCount)
    return [
      Suspect(
        "the matrix is only as wide as the largest label", at: "the first line of oneHot(_:classCount:)",
        FoodExample.rows(labels, classCount: reach)),
      Suspect("the first category has no column", at: place, full.columns(1..<classCount)),
      Suspect("no element is set to 1", at: place, full * 0),
      Suspect("0 and 1 are exchanged", at: place, 1 - full),
      Suspect("each category is a row, and each value a column", at: place, full.transposed()),
      Suspect(
        "each row holds its label instead of a 1", at: place,
        full * FoodExample.column(labels.map(Double.init))),
      Suspect(
        "every column up to the label is 1", at: place,
        labels.reduce(into: Matrix<Double>.zeros(rows: 0, columns: classCount)) { rows, label in
          rows = concatenate(rows: [
            rows, FoodExample.rows(Array(0...label), classCount: classCount).columnSums(),
          ])
        }),
    ]
  }

  func testTask3_eachRowHasASingleOneInItsLabelsColumn() throws {
    try grade {
      let example = makeExample()
      let some = try value(
        of: "oneHot([3, 0, 5, 6], classCount: 7)", errors: rangeErrors("the loop in oneHot(_:classCount:)")
      ) { try oneHot([3, 0, 5, 6], classCount: 7) }
      try assertClose(
        some, FoodExample.rows([3, 0, 5, 6], classCount: 7), "oneHot([3, 0, 5, 6], classCount: 7)",
        suspects: suspects([3, 0, 5, 6], classCount: 7))
      try assertClose(
        oneHot(example.labels, classCount: 7), FoodExample.rows(example.labels, classCount: 7),
        "oneHot(_:classCount:)", suspects: suspects(example.labels, classCount: 7))
    }
  }

  func testTask3_categoriesThatDoNotOccurHaveTheirColumnsToo() throws {
    try grade {
      let labels = [3, 0, 3, 1]
      try assertClose(
        oneHot(labels, classCount: 7), FoodExample.rows(labels, classCount: 7),
        "oneHot([3, 0, 3, 1], classCount: 7)", suspects: suspects(labels, classCount: 7))
      try assertClose(oneHot([0], classCount: 1), [[1]], "oneHot([0], classCount: 1)")
    }
  }

  func testTask3_anyTwoDifferentRowsAreEquallyFarApart() throws {
    try grade {
      let rows = try oneHot([4, 0, 6, 1], classCount: 7)
      try assertEqual(rows.shape, MatrixShape(4, 7), "the shape of oneHot([4, 0, 6, 1], classCount: 7)")
      let pairs = (0..<4).flatMap { one in (one + 1..<4).map { (one, $0) } }
      let distances = pairs.map { (rows.row($0) - rows.row($1)).norm }
      try assertClose(
        FoodExample.column(distances), FoodExample.column(pairs.map { _ in 2.0.squareRoot() }),
        "the distances of four different rows")
    }
  }

  func testTask3_aLabelOutOfRangeIsAnError() throws {
    try grade {
      for wrong in [7, -2] {
        try assertThrows(
          "oneHot([2, \(wrong), 8], classCount: 7)", "labelOutOfRange(\(wrong), index: 1)", as: inWords,
          suspects: [
            ValueSuspect(
              "a label out of range gives a row of zeros", at: "the loop in oneHot(_:classCount:)",
              [0, 0, 1, 0, 0, 0, 0] + Array(repeating: 0.0, count: 14))
          ], hint: "The first label out of range is the one to name."
        ) { try oneHot([2, wrong, 8], classCount: 7).elements }
      }
    }
  }

  func testTask3_decodingUndoesEncoding() throws {
    try grade {
      let example = makeExample()
      let (labels, place) = (example.labels, "the loop in decodeOneHot(_:)")
      let rows = FoodExample.rows(labels, classCount: 7)
      let decoded = try value(
        of: "decodeOneHot(_:) of the rows of \(labels)",
        errors: [
          (
            "notOneHot(row: 0)", whyRowsAreRejected(),
            "how decodeOneHot(_:) counts and tests the elements of a row"
          ),
          (
            "notOneHot(row: 1)", "the first column is not looked at",
            "the loop over the columns in decodeOneHot(_:)"
          ),
        ]
      ) { try decodeOneHot(rows) }
      try assertEqual(
        decoded, labels, "decodeOneHot(_:) of the rows of \(labels)",
        suspects: [
          ValueSuspect("labels start at 1", at: place, labels.map { $0 + 1 }),
          ValueSuspect("the first row is skipped", at: place, Array(labels.dropFirst())),
          ValueSuspect("the last row is skipped", at: place, Array(labels.dropLast())),
          ValueSuspect(
            "the loop runs as often as there are columns instead of rows", at: place, Array(labels.prefix(7))),
          ValueSuspect(
            "a row's label is its number instead of the column of its 1", at: place, Array(labels.indices)),
          ValueSuspect(
            "a row's label is its 1 instead of the column of it", at: place, labels.map { _ in 1 }),
          ValueSuspect("columns are counted from the right", at: place, labels.map { 6 - $0 }),
        ])
      try assertEqual(decodeOneHot([[1], [1]]), [0, 0], "decodeOneHot(_:) of two rows of one category")
      try assertEqual(
        decodeOneHot(Matrix<Double>.zeros(rows: 0, columns: 3)), [],
        "decodeOneHot(_:) of a matrix without rows",
        hint: "No rows have no labels, and that is not an error.")
    }
  }

  /// Why a right row is rejected, from what is accepted instead.
  private func whyRowsAreRejected() -> String {
    let wrong: [[Double]] = [[0, 2, 0], [0, 1, 1], [0, 0, 0], [0.5, 0.5, 0]]
    let isAnyAccepted = wrong.contains { row in (try? decodeOneHot(Matrix([row]))) != nil }
    return isAnyAccepted
      ? "the check of a row is inverted, so a row that is not one-hot passes and a correct one does not"
      : "the check of a row rejects every row, even a single 1 among zeros"
  }

  func testTask3_aRowThatIsNotOneHotIsAnError() throws {
    try grade {
      let wrong: [[Double]] = [
        [0.2, 0.7, 0.1], [0, 2, 0], [0, 1, 1], [0, 0, 0], [-1, 1, 0], [0.5, 0.5, 0], [1, 0.5, -0.5],
        [1, -1, 1], [0, 0.999, 0], [0, -1, 0], [1, .nan, 0],
        [2.0 / 3, 2.0 / 3, -1.0 / 3],
      ]
      for row in wrong {
        try assertThrows(
          "decodeOneHot(_:) of a second row \(row)", "notOneHot(row: 1)", as: inWords,
          suspects: [0, 1, 2].map {
            ValueSuspect(
              "a row that is not one-hot is decoded all the same", at: "decodeOneHot(_:)", [2, $0])
          } + [ValueSuspect("a row that is not one-hot is skipped", at: "decodeOneHot(_:)", [2])],
          hint: "Exactly one number of a row is 1, and all the others are 0."
        ) { try decodeOneHot(Matrix([[0, 0, 1], row])) }
        try assertThrows(
          "decodeOneHot(_:) where the rows 0 and 2 are \(row)", "notOneHot(row: 0)", as: inWords,
          suspects: [ValueSuspect<[Int]>](), hint: "The first row that is not one-hot is the one to name."
        ) { try decodeOneHot(Matrix([row, [0, 0, 1], row])) }
      }
    }
  }

  func testTask5_theLabelsPickTheRowsThatAProductWouldGive() throws {
    try grade {
      var generator = makeGenerator()
      let example = FoodExample(using: &generator)
      let weight = Matrix<Double>.uniform(rows: 7, columns: 4, in: -1...1, using: &generator)
      let some = try value(
        of: "embed([3, 0, 5, 6], in:) of a matrix [7, 4]",
        errors: rangeErrors("the loop in embed(_:in:)", columns: true)
      ) { try embed([3, 0, 5, 6], in: weight) }
      try assertEqual(some.rows, 4, "the number of rows of embed([3, 0, 5, 6], in:)")
      let right = FoodExample.product(FoodExample.rows(example.labels, classCount: 7), weight)
      let place = "the loop in embed(_:in:)"
      let oneLater = example.labels.map { ($0 + 1) % 7 }
      try assertClose(
        embed(example.labels, in: weight), right, "embed(_:in:)",
        suspects: [
          Suspect("the rows come in the matrix's order instead of the labels'", at: place, weight),
          Suspect(
            "the row after the label's is picked", at: place,
            FoodExample.product(FoodExample.rows(oneLater, classCount: 7), weight)),
          Suspect(
            "the row before the label's is picked", at: place,
            FoodExample.product(
              FoodExample.rows(example.labels.map { ($0 + 6) % 7 }, classCount: 7), weight)),
          Suspect("the numbers of a row are not copied", at: place, right * 0),
          Suspect(
            "the first number of each row is not copied", at: place,
            concatenate(columns: [right.columns(0..<1) * 0, right.columns(1..<4)])),
          Suspect(
            "the last number of each row is not copied", at: place,
            concatenate(columns: [right.columns(0..<3), right.columns(3..<4) * 0])),
          Suspect(
            "the answer is as wide as the matrix has rows", at: place,
            concatenate(columns: [right, .zeros(rows: right.rows, columns: 3)])),
          Suspect("the picked rows are columns of the answer", at: place, right.transposed()),
        ], hint: "Row n of the answer is the row of the matrix that label n names.")
    }
  }

  func testTask5_aRowThatNoLabelNamesDoesNotMatter() throws {
    try grade {
      let weight: Matrix<Double> = [[1, 2, 3], [.infinity, 0, -.infinity], [4, 5, 6], [.nan, 1, 1]]
      let labels = [2, 0, 2, 2, 0]
      try assertClose(
        embed(labels, in: weight), [[4, 5, 6], [1, 2, 3], [4, 5, 6], [4, 5, 6], [1, 2, 3]],
        "embed(_:in:) where other rows hold infinity",
        suspects: [
          Suspect(
            "the whole product is computed, and zero times infinity is not a number (NaN)",
            at: "embed(_:in:)",
            FoodExample.product(FoodExample.rows(labels, classCount: 4), weight))
        ], hint: "Pick rows without a product: in a product, zero times infinity is not a number (NaN).")
    }
  }

  func testTask5_aLabelWithoutARowIsAnError() throws {
    try grade {
      let weight: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
      for wrong in [3, -1] {
        try assertThrows(
          "embed([0, 1, \(wrong), 7], in:) of a matrix of three rows", "labelOutOfRange(\(wrong), index: 2)",
          as: inWords,
          suspects: [
            ValueSuspect(
              "a label without a row gives a row of zeros", at: "the loop in embed(_:in:)",
              [1.0, 2, 3, 4, 0, 0, 0, 0])
          ], hint: "The first label out of range is the one to name."
        ) { try embed([0, 1, wrong, 7], in: weight).elements }
      }
    }
  }
}
