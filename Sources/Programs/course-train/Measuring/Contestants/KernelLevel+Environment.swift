import Foundation
import LinearAlgebra

extension KernelLevel {
  /// The variables that hold a process of the course, of PyTorch (ATen, oneDNN, MKL) or of JAX (XLA) to it. What
  /// runs elsewhere than on x86-64 has one set alone and is held to nothing.
  var environment: [String: String] {
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
