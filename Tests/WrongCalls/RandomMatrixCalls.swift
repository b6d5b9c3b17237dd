import LinearAlgebra

/// Calls of LinearAlgebra.
var randomMatrixCalls: [RandomCall] {
  [
    RandomCall("zeros") { [.zeros(rows: $0.size(), columns: $0.size())] },
    RandomCall("zeros of a shape") { [.zeros(MatrixShape($0.size(), $0.size()))] },
    RandomCall("repeating") { [Matrix(rows: $0.size(), columns: $0.size(), repeating: $0.number())] },
    RandomCall("elements") { draw in
      [Matrix(rows: draw.size(), columns: draw.size(), elements: draw.matrix().elements)]
    },
    RandomCall("rows of numbers") { draw in [Matrix([draw.matrix().elements, draw.matrix().elements])] },
    RandomCall("identity") { [.identity($0.size())] },
    RandomCall("uniform") { draw in
      var source = draw.source()
      let bound = abs(draw.number())
      return [
        .uniform(
          rows: draw.size(), columns: draw.size(), in: bound.isNaN ? 0...1 : -bound...bound, using: &source)
      ]
    },
    RandomCall("normal") { draw in
      var source = draw.source()
      return [
        .normal(rows: draw.size(), columns: draw.size(), standardDeviation: draw.number(), using: &source)
      ]
    },
    RandomCall("xavier") { draw in
      var source = draw.source()
      return [.xavier(rows: draw.size(), columns: draw.size(), using: &source)]
    },
    RandomCall("orthogonal") { draw in
      var source = draw.source()
      return [.orthogonal(rows: draw.size(), columns: draw.size(), gain: draw.number(), using: &source)]
    },
    RandomCall("row") { [$0.matrix(3, 4).row($0.index())] },
    RandomCall("rows") { [$0.matrix(3, 4).rows($0.range())] },
    RandomCall("column") { [$0.matrix(3, 4).column($0.index())] },
    RandomCall("columns") { [$0.matrix(3, 4).columns($0.range())] },
    RandomCall("reshaped") { [$0.matrix(3, 4).reshaped(rows: $0.size(), columns: $0.size())] },
    RandomCall("transposed") { [$0.matrix().transposed()] },
    RandomCall("an element") { [[[$0.matrix(3, 4)[$0.index(), $0.index()]]]] },
    RandomCall("an element set") { draw in
      var matrix = draw.matrix(3, 4)
      matrix[draw.index(), draw.index()] = draw.number()
      return [matrix]
    },
    RandomCall("sum") { [$0.matrix() + $0.matrix()] },
    RandomCall("difference") { [$0.matrix(3, 4) - $0.matrix(1, 4)] },
    RandomCall("element-wise product") { [$0.matrix(3, 4) * $0.matrix(3, 1)] },
    RandomCall("quotient") { draw in
      _ = draw.matrix(3, 4) / draw.matrix(3, 4)
      return []
    },
    RandomCall("sum in place") { draw in
      var matrix = draw.matrix(3, 4)
      matrix += draw.matrix(3, 4)
      return [matrix]
    },
    RandomCall("a multiple added") { draw in
      var matrix = draw.matrix(3, 4)
      matrix.add(draw.matrix(3, 4), times: draw.number())
      return [matrix]
    },
    RandomCall("matmul") { draw in
      [
        matmul(
          draw.matrix(3, 4), draw.matrix(4, 3), transposingFirst: draw.once(in: 3),
          transposingSecond: draw.once(in: 3))
      ]
    },
    RandomCall("addProduct") { draw in
      var matrix = draw.matrix(3, 5)
      matrix.addProduct(draw.matrix(3, 4), draw.matrix(4, 5))
      return [matrix]
    },
    RandomCall("dot") { [[[$0.matrix(3, 4).dot($0.matrix(3, 4))]]] },
    RandomCall("reductions") { draw in
      let matrix = draw.matrix()
      return [[[matrix.sum(), matrix.squaredNorm]], matrix.rowSums(), matrix.columnSums()]
    },
    RandomCall("mean") { [[[$0.matrix().mean()]]] },
    RandomCall("maximum") { [[[$0.matrix().maximum()]]] },
    RandomCall("largest of rows") { draw in
      let matrix = draw.matrix()
      return [matrix.rowMaxima(), Matrix([matrix.rowArgmax().map(Double.init)])]
    },
    RandomCall("functions") { draw in
      let matrix = draw.matrix()
      return [exp(matrix), tanh(matrix), sigmoid(matrix), relu(matrix), -matrix]
    },
    RandomCall("side by side") { [concatenate(columns: $0.matrices(2, 3, 2))] },
    RandomCall("stacked") { [concatenate(rows: $0.matrices(2, 3, 2))] },
    RandomCall("shown") { draw in
      _ = draw.matrix().description
      return []
    },
  ]
}
