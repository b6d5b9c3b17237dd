import MatrixKernels

/// A number that matrices can hold: `Float` to train with, `Double` to check gradients with.
///
/// The underscored requirements are the kernels of `MatrixKernels` for this type. Calling them through the
/// protocol keeps unspecialized code fast: one call an operation, not one an element.
public protocol MatrixScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable, Codable {
  /// The element-wise kernels of recurrent steps, for this type.
  static var _sequenceKernels: UnsafePointer<mk_sequence_kernels> { get }
  /// `c [m, n] = op(a) [m, k] · op(b) [k, n]`, added to what `c` holds if `accumulate`.
  static func _matmul(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>, _ transposeA: Bool, _ b: UnsafePointer<Self>,
    _ transposeB: Bool, _ c: UnsafeMutablePointer<Self>, _ accumulate: Bool)
  /// The columns of one panel of a packed right factor.
  static func _panelWidth() -> Int
  /// The scalars that a packed right factor [k, n] takes.
  static func _packedCount(_ k: Int, _ n: Int) -> Int
  /// Lays out the panels of a right factor [k, n], whose element (p, j) is `b[p * bRow + j * bColumn]`.
  static func _pack(
    _ k: Int, _ n: Int, _ b: UnsafePointer<Self>, _ bRow: Int, _ bColumn: Int, _ panels: Range<Int>,
    _ packed: UnsafeMutablePointer<Self>)
  /// `c = a · b`, added to what `c` holds if `accumulate`, for `groups` blocks of `m` rows each: row `i` of block
  /// `g` is at `g * aGroup + i * aRow`. A row's bits depend on neither `m`, `groups` nor the rows around it.
  static func _packedProduct(
    _ groups: Int, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>, _ aGroup: Int, _ aRow: Int,
    _ packed: UnsafePointer<Self>, _ c: UnsafeMutablePointer<Self>, _ cGroup: Int, _ cRow: Int,
    _ accumulate: Bool)
  /// The scalars of scratch that `_outerProduct` wants.
  static func _outerRoom(_ m: Int, _ n: Int, _ k: Int) -> Int
  /// `c [m, n] = aᵀ · b` with `a` [k, m] and `b` [k, n], added to what `c` holds if `accumulate`. A column's bits
  /// do not depend on `n`.
  static func _outerProduct(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>, _ aRow: Int, _ b: UnsafePointer<Self>,
    _ bRow: Int, _ c: UnsafeMutablePointer<Self>, _ cRow: Int, _ accumulate: Bool,
    _ room: UnsafeMutablePointer<Self>)
  /// `y [n] = x [k] · b [k, n]`, added to what `y` holds if `accumulate`.
  static func _rowProduct(
    _ k: Int, _ n: Int, _ x: UnsafePointer<Self>, _ b: UnsafePointer<Self>, _ bRow: Int,
    _ y: UnsafeMutablePointer<Self>, _ accumulate: Bool)
  /// `y [k] = b [k, n] · x [n]`, added to what `y` holds if `accumulate`.
  static func _columnProduct(
    _ k: Int, _ n: Int, _ b: UnsafePointer<Self>, _ bRow: Int, _ x: UnsafePointer<Self>,
    _ y: UnsafeMutablePointer<Self>, _ accumulate: Bool)
  /// `out = e^x`, element by element.
  static func _exp(_ count: Int, _ x: UnsafePointer<Self>, _ out: UnsafeMutablePointer<Self>)
  /// `out = tanh x`, element by element.
  static func _tanh(_ count: Int, _ x: UnsafePointer<Self>, _ out: UnsafeMutablePointer<Self>)
  /// `out = 1 / (1 + e^-x)`, element by element.
  static func _sigmoid(_ count: Int, _ x: UnsafePointer<Self>, _ out: UnsafeMutablePointer<Self>)
  /// `out = x ∘ y`, each read through its layout.
  static func _combine(
    _ operation: mk_operation, _ rows: Int, _ columns: Int, _ x: UnsafePointer<Self>, _ xLayout: mk_layout,
    _ y: UnsafePointer<Self>, _ yLayout: mk_layout, _ out: UnsafeMutablePointer<Self>)
  /// `y += factor · x`
  static func _axpy(
    _ count: Int, _ factor: Self, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)
  /// One update by Adam: `m ← d₁ m + (1 - d₁) g`, `v ← d₂ v + (1 - d₂) g²`, `x -= rate · m / (√v · c + ε)`.
  static func _adam(
    _ count: Int, rate: Self, meanDecay: Self, squareDecay: Self, correction: Self, epsilon: Self,
    _ gradient: UnsafePointer<Self>, _ mean: UnsafeMutablePointer<Self>,
    _ meanSquare: UnsafeMutablePointer<Self>, _ parameters: UnsafeMutablePointer<Self>)
  /// `Σ x · y`
  static func _dot(_ count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>) -> Self
  /// `Σ x`
  static func _sum(_ count: Int, _ x: UnsafePointer<Self>) -> Self
  /// The sum of each column of a row-major matrix.
  static func _columnSums(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Self>, _ out: UnsafeMutablePointer<Self>)
  /// The largest of at least one value; NaN if one of them is.
  static func _maximum(_ count: Int, _ x: UnsafePointer<Self>) -> Self
}
