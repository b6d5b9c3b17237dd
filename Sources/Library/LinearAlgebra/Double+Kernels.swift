import MatrixKernels

// The kernels are documented where `MatrixScalar` asks for them.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: MatrixScalar {
  public static var _sequenceKernels: UnsafePointer<mk_sequence_kernels> { mk_sequence_kernels_f64() }

  public static func _matmul(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ transposeA: Bool, _ b: UnsafePointer<Double>,
    _ transposeB: Bool, _ c: UnsafeMutablePointer<Double>, _ accumulate: Bool
  ) { mk_matmul_f64(m, n, k, a, transposeA, b, transposeB, c, accumulate) }

  public static func _panelWidth() -> Int { mk_panel_width_f64() }

  public static func _packedCount(_ k: Int, _ n: Int) -> Int { mk_packed_count_f64(k, n) }

  public static func _pack(
    _ k: Int, _ n: Int, _ b: UnsafePointer<Double>, _ bRow: Int, _ bColumn: Int, _ panels: Range<Int>,
    _ packed: UnsafeMutablePointer<Double>
  ) { mk_pack_f64(k, n, b, bRow, bColumn, panels.lowerBound, panels.upperBound, packed) }

  public static func _packedProduct(
    _ groups: Int, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ aGroup: Int, _ aRow: Int,
    _ packed: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>, _ cGroup: Int, _ cRow: Int,
    _ accumulate: Bool
  ) { mk_packed_product_f64(groups, m, n, k, a, aGroup, aRow, packed, c, cGroup, cRow, accumulate) }

  public static func _outerRoom(_ m: Int, _ n: Int, _ k: Int) -> Int { mk_outer_room_f64(m, n, k) }

  public static func _outerProduct(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ aRow: Int, _ b: UnsafePointer<Double>,
    _ bRow: Int, _ c: UnsafeMutablePointer<Double>, _ cRow: Int, _ accumulate: Bool,
    _ room: UnsafeMutablePointer<Double>
  ) { mk_outer_product_f64(m, n, k, a, aRow, b, bRow, c, cRow, accumulate, room) }

  public static func _rowProduct(
    _ k: Int, _ n: Int, _ x: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ bRow: Int,
    _ y: UnsafeMutablePointer<Double>, _ accumulate: Bool
  ) { mk_row_product_f64(k, n, x, b, bRow, y, accumulate) }

  public static func _columnProduct(
    _ k: Int, _ n: Int, _ b: UnsafePointer<Double>, _ bRow: Int, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>, _ accumulate: Bool
  ) { mk_column_product_f64(k, n, b, bRow, x, y, accumulate) }

  public static func _exp(_ count: Int, _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
    mk_exp_f64(count, x, out)
  }

  public static func _tanh(_ count: Int, _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
    mk_tanh_f64(count, x, out)
  }

  public static func _sigmoid(_ count: Int, _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
    mk_sigmoid_f64(count, x, out)
  }

  public static func _combine(
    _ operation: mk_operation, _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ xLayout: mk_layout,
    _ y: UnsafePointer<Double>, _ yLayout: mk_layout, _ out: UnsafeMutablePointer<Double>
  ) { mk_combine_f64(operation, rows, columns, x, xLayout, y, yLayout, out) }

  public static func _axpy(
    _ count: Int, _ factor: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) { mk_axpy_f64(count, factor, x, y) }

  public static func _adam(
    _ count: Int, rate: Double, meanDecay: Double, squareDecay: Double, correction: Double, epsilon: Double,
    _ gradient: UnsafePointer<Double>, _ mean: UnsafeMutablePointer<Double>,
    _ meanSquare: UnsafeMutablePointer<Double>, _ parameters: UnsafeMutablePointer<Double>
  ) {
    mk_adam_f64(
      count, rate, meanDecay, squareDecay, correction, epsilon, gradient, mean, meanSquare, parameters)
  }

  public static func _dot(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double {
    mk_dot_f64(count, x, y)
  }

  public static func _sum(_ count: Int, _ x: UnsafePointer<Double>) -> Double { mk_sum_f64(count, x) }

  public static func _columnSums(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>
  ) { mk_column_sums_f64(rows, columns, x, out) }

  public static func _maximum(_ count: Int, _ x: UnsafePointer<Double>) -> Double { mk_maximum_f64(count, x) }
}
