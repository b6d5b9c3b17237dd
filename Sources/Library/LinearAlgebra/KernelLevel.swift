internal import MatrixKernels

/// The instruction sets for which there are kernels.
///
/// The best one that the processor has is taken, unless `COURSE_KERNELS` in the environment or a call of ``use()`` asks for a
/// lower one. Different levels round differently; on one level the same seed gives the same bits.
public enum KernelLevel: String, Encodable, Sendable, CaseIterable {
  /// Plain C, for every processor.
  case portable
  /// AVX2 and FMA.
  case avx2
  /// AVX-512.
  case avx512

  private var code: mk_level {
    switch self {
    case .portable: MK_PORTABLE
    case .avx2: MK_AVX2
    case .avx512: MK_AVX512
    }
  }

  /// The level in use.
  public static var current: KernelLevel {
    KernelLevel(rawValue: String(cString: mk_level_name(mk_chosen_level()))) ?? .portable
  }

  /// The levels that this processor has.
  public static var available: [KernelLevel] {
    let usual = current
    defer { _ = usual.use() }
    return allCases.filter { $0.use() }
  }

  /// Takes this level from now on, in the whole process; to be called before anything is computed, since weights that
  /// were laid out for one level are of no use to another.
  ///
  /// - Returns: whether the processor has it; if not, the level stays.
  public func use() -> Bool { mk_use_level(code) }
}
