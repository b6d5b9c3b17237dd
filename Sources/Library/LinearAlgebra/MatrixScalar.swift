internal import MatrixKernels

/// A number that matrices can hold: `Float` to train with, `Double` to check gradients with. There are no others.
public protocol MatrixScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable, Codable {
  /// The table of kernels for this type, of the instruction set in use; for this library alone.
  static var _kernels: UnsafeRawPointer { get }
}

extension Float: MatrixScalar {
  /// The kernels for `Float`.
  public static var _kernels: UnsafeRawPointer { UnsafeRawPointer(mk_kernels_f32()) }
}

extension Double: MatrixScalar {
  /// The kernels for `Double`.
  public static var _kernels: UnsafeRawPointer { UnsafeRawPointer(mk_kernels_f64()) }
}
