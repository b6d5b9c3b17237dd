import LinearAlgebra

private var generator: SplitMix64 {
  get { SplitMix64(seed: 1) }
  set {}
}

/// Shapes that no matrix has, and operands that do not fit.
var matrixCalls: [WrongCall] {
  sizeCalls + pieceCalls + operandCalls
}

private let impossible = [
  MatrixShape(-1, 3), MatrixShape(3, -1), MatrixShape(-2, -3), MatrixShape(.max, 2), MatrixShape(.min, 2),
  MatrixShape(1 << 33, 1 << 33), MatrixShape(.max, 0), MatrixShape(0, .max), MatrixShape(.max, .max),
]

private var sizeCalls: [WrongCall] {
  impossible.flatMap { shape in
    let (rows, columns) = (shape.rows, shape.columns)
    return [
      WrongCall("zeros \(shape)", says: ["\(shape)"]) { _ = Matrix<Float>.zeros(shape) },
      WrongCall("a repeated number \(shape)", says: ["\(shape)"]) {
        _ = Matrix<Double>(rows: rows, columns: columns, repeating: 1)
      },
      WrongCall("elements \(shape)", says: ["\(shape)"]) {
        _ = Matrix<Double>(rows: rows, columns: columns, elements: [])
      },
      WrongCall("uniform \(shape)", says: ["\(shape)"]) {
        _ = Matrix<Double>.uniform(rows: rows, columns: columns, in: 0...1, using: &generator)
      },
      WrongCall("normal \(shape)", says: ["\(shape)"]) {
        _ = Matrix<Float>.normal(rows: rows, columns: columns, using: &generator)
      },
      WrongCall("xavier \(shape)", says: ["\(shape)"]) {
        _ = Matrix<Double>.xavier(rows: rows, columns: columns, using: &generator)
      },
      WrongCall("orthogonal \(shape)", says: ["\(shape)"]) {
        _ = Matrix<Double>.orthogonal(rows: rows, columns: columns, using: &generator)
      },
      WrongCall("reshaped to \(shape)", says: ["\(shape)", "[3, 4]"]) {
        _ = numbers(3, 4).reshaped(rows: rows, columns: columns)
      },
      WrongCall("the count of \(shape)", says: ["\(shape)"]) { _ = shape.count },
    ]
  }
}

private var pieceCalls: [WrongCall] {

  [-1, 3, .max, .min].flatMap { index in
    [
      WrongCall("row \(index)", says: ["\(index)", "[3, 4]"]) { _ = numbers(3, 4).row(index) },
      WrongCall("column \(index)", says: ["\(index)", "[4, 3]"]) { _ = numbers(4, 3).column(index) },
      WrongCall("element \(index), 0", says: ["\(index)", "[3, 4]"]) { _ = numbers(3, 4)[index, 0] },
      WrongCall("element 0, \(index)", says: ["\(index)", "[4, 3]"]) {
        var matrix = numbers(4, 3)
        matrix[0, index] = 1
      },
    ]
  }
    + [
      WrongCall("rows that do not exist", says: ["2..<4", "[3, 4]"]) { _ = numbers(3, 4).rows(2..<4) },
      WrongCall("columns that do not exist", says: ["-1..<2", "[3, 4]"]) {
        _ = numbers(3, 4).columns(-1..<2)
      },
      WrongCall("an identity of size -1", says: ["[-1, -1]"]) { _ = Matrix<Float>.identity(-1) },
      WrongCall("an identity of too large a size", says: ["\(Int.max)"]) { _ = Matrix<Float>.identity(.max) },
      WrongCall("rows of different lengths", says: ["2", "1"]) { _ = Matrix<Float>([[1, 2], [3]]) },
      WrongCall("the mean of nothing", says: ["[0, 3]"]) { _ = numbers(0, 3).mean() },
      WrongCall("the largest of nothing", says: ["[0, 0]"]) { _ = numbers(0, 0).maximum() },
      WrongCall("the largest of each empty row", says: ["[3, 0]"]) { _ = numbers(3, 0).rowMaxima() },
      WrongCall("the place of the largest of each empty row", says: ["[3, 0]"]) {
        _ = numbers(3, 0).rowArgmax()
      },
    ]
}

private var operandCalls: [WrongCall] {
  [
    WrongCall("a sum", MatrixShape(3, 4), MatrixShape(4, 3)) { _ = numbers(3, 4) + numbers(4, 3) },
    WrongCall("a product", MatrixShape(3, 4), MatrixShape(3, 5)) { _ = matmul(numbers(3, 4), numbers(3, 5)) },
    WrongCall("a transposed product", MatrixShape(3, 4), MatrixShape(5, 3)) {
      _ = matmul(numbers(3, 4), numbers(5, 3), transposingFirst: true)
    },
    WrongCall("a product added to another shape", MatrixShape(3, 5), MatrixShape(1, 5)) {
      var sum = numbers(1, 5)
      sum.addProduct(numbers(3, 4), numbers(4, 5))
    },
    WrongCall("a multiple added", MatrixShape(3, 4), MatrixShape(1, 4)) {
      var sum = numbers(3, 4)
      sum.add(numbers(1, 4), times: 2)
    },
    WrongCall("a dot product", MatrixShape(3, 4), MatrixShape(4, 3)) { _ = numbers(3, 4).dot(numbers(4, 3)) },
    WrongCall("columns of unequal heights", MatrixShape(3, 4), MatrixShape(2, 4)) {
      _ = concatenate(columns: [numbers(3, 4), numbers(2, 4)])
    },
    WrongCall("rows of unequal widths", MatrixShape(3, 4), MatrixShape(3, 5)) {
      _ = concatenate(rows: [numbers(3, 4), numbers(3, 5)])
    },
  ]
}
