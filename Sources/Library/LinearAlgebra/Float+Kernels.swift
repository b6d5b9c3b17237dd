import MatrixKernels

// The kernels are documented where `MatrixScalar` asks for them.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float: MatrixScalar {
  public static var _sequenceKernels: UnsafePointer<mk_sequence_kernels> { mk_sequence_kernels_f32() }

  public static func _matmul(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, _ transposeA: Bool, _ b: UnsafePointer<Float>,
    _ transposeB: Bool, _ c: UnsafeMutablePointer<Float>, _ accumulate: Bool
  ) { mk_matmul_f32(m, n, k, a, transposeA, b, transposeB, c, accumulate) }

  public static func _panelWidth() -> Int { mk_panel_width_f32() }

  public static func _packedCount(_ k: Int, _ n: Int) -> Int { mk_packed_count_f32(k, n) }

  public static func _pack(
    _ k: Int, _ n: Int, _ b: UnsafePointer<Float>, _ bRow: Int, _ bColumn: Int, _ panels: Range<Int>,
    _ packed: UnsafeMutablePointer<Float>
  ) { mk_pack_f32(k, n, b, bRow, bColumn, panels.lowerBound, panels.upperBound, packed) }

  public static func _packedProduct(
    _ groups: Int, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, _ aGroup: Int, _ aRow: Int,
    _ packed: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _ cGroup: Int, _ cRow: Int,
    _ accumulate: Bool
  ) { mk_packed_product_f32(groups, m, n, k, a, aGroup, aRow, packed, c, cGroup, cRow, accumulate) }

  public static func _outerRoom(_ m: Int, _ n: Int, _ k: Int) -> Int { mk_outer_room_f32(m, n, k) }

  public static func _outerProduct(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, _ aRow: Int, _ b: UnsafePointer<Float>,
    _ bRow: Int, _ c: UnsafeMutablePointer<Float>, _ cRow: Int, _ accumulate: Bool,
    _ room: UnsafeMutablePointer<Float>
  ) { mk_outer_product_f32(m, n, k, a, aRow, b, bRow, c, cRow, accumulate, room) }

  public static func _rowProduct(
    _ k: Int, _ n: Int, _ x: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ bRow: Int,
    _ y: UnsafeMutablePointer<Float>, _ accumulate: Bool
  ) { mk_row_product_f32(k, n, x, b, bRow, y, accumulate) }

  public static func _columnProduct(
    _ k: Int, _ n: Int, _ b: UnsafePointer<Float>, _ bRow: Int, _ x: UnsafePointer<Float>,
    _ y: UnsafeMutablePointer<Float>, _ accumulate: Bool
  ) { mk_column_product_f32(k, n, b, bRow, x, y, accumulate) }

  public static func _exp(_ count: Int, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>) {
    mk_exp_f32(count, x, out)
  }

  public static func _tanh(_ count: Int, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>) {
    mk_tanh_f32(count, x, out)
  }

  public static func _sigmoid(_ count: Int, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>) {
    mk_sigmoid_f32(count, x, out)
  }

  public static func _combine(
    _ operation: mk_operation, _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ xLayout: mk_layout,
    _ y: UnsafePointer<Float>, _ yLayout: mk_layout, _ out: UnsafeMutablePointer<Float>
  ) { mk_combine_f32(operation, rows, columns, x, xLayout, y, yLayout, out) }

  public static func _axpy(
    _ count: Int, _ factor: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
  ) { mk_axpy_f32(count, factor, x, y) }

  public static func _adam(
    _ count: Int, rate: Float, meanDecay: Float, squareDecay: Float, correction: Float, epsilon: Float,
    _ gradient: UnsafePointer<Float>, _ mean: UnsafeMutablePointer<Float>,
    _ meanSquare: UnsafeMutablePointer<Float>, _ parameters: UnsafeMutablePointer<Float>
  ) {
    mk_adam_f32(
      count, rate, meanDecay, squareDecay, correction, epsilon, gradient, mean, meanSquare, parameters)
  }

  public static func _dot(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Float {
    mk_dot_f32(count, x, y)
  }

  public static func _sum(_ count: Int, _ x: UnsafePointer<Float>) -> Float { mk_sum_f32(count, x) }

  public static func _columnSums(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>
  ) { mk_column_sums_f32(rows, columns, x, out) }

  public static func _maximum(_ count: Int, _ x: UnsafePointer<Float>) -> Float { mk_maximum_f32(count, x) }
}
