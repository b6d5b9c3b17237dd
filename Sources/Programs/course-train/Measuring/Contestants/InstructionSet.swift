import Foundation
import MatrixKernels

/// The instruction sets that the course's kernels are compiled for, from the plainest to the widest.
public enum InstructionSet: String, CaseIterable, Encodable, Sendable {
  /// What every processor of the family has.
  case portable
  /// x86-64 with AVX2 and FMA.
  case avx2
  /// x86-64 with AVX-512.
  case avx512

  /// The one that the kernels of this process use.
  public static var inUse: InstructionSet {
    InstructionSet(rawValue: String(cString: mk_level_name(mk_chosen_level()))) ?? .portable
  }

  /// Those that this processor has.
  public static var available: [InstructionSet] {
    let usual = inUse
    defer { usual.use() }
    return allCases.filter { $0.use() }
  }

  /// Takes it for the kernels of this process, the peak's among them.
  ///
  /// - Returns: whether the processor has it.
  @discardableResult
  public func use() -> Bool {
    let levels: [InstructionSet: mk_level] = [.portable: MK_PORTABLE, .avx2: MK_AVX2, .avx512: MK_AVX512]
    return levels[self].map { mk_use_level($0) } ?? false
  }

  /// The variables that hold a process of the course, of PyTorch (ATen, oneDNN, MKL) or of JAX (XLA) to it. What
  /// runs elsewhere than on x86-64 has one set alone and is held to nothing.
  public var environment: [String: String] {
    var variables = ["COURSE_KERNELS": rawValue]
    #if arch(x86_64)
      let names =
        switch self {
        case .portable: (aten: "default", oneDNN: "SSE41", mkl: "SSE4_2", xla: "SSE4_2")
        case .avx2: (aten: "avx2", oneDNN: "AVX2", mkl: "AVX2", xla: "AVX2")
        case .avx512: (aten: "avx512", oneDNN: "AVX512_CORE", mkl: "AVX512", xla: "AVX512")
        }
      variables["ATEN_CPU_CAPABILITY"] = names.aten
      variables["ONEDNN_MAX_CPU_ISA"] = names.oneDNN
      variables["MKL_ENABLE_INSTRUCTIONS"] = names.mkl
      let others = ProcessInfo.processInfo.environment["XLA_FLAGS"].map { $0 + " " } ?? ""
      variables["XLA_FLAGS"] = others + "--xla_cpu_max_isa=\(names.xla)"
    #endif
    return variables
  }
}
