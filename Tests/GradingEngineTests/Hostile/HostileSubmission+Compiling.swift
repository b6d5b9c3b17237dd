import Foundation

/// Code that the compiler refuses, or crashes on, and code that the checks cannot call.
extension HostileSubmission {
  static let inCompiling: [HostileSubmission] = [
    HostileSubmission("a misspelled word", [Loss(5, .doesNotCompile, 0)]) {
      try $0.replace("try stackedWeight()", with: "try stackedWieght()", in: "RNN+Stacked.swift")
    },
    HostileSubmission("no Swift at all", (1...6).map { Loss($0, .doesNotCompile, 0) }) {
      for name in $0.unit.files { try $0.write("}}} def step(self): {{{", to: name) }
    },
    HostileSubmission(
      "an error whose cause is in another file",
      [Loss(1, .doesNotCompile, 0), Loss(3, .doesNotCompile, 0), Loss(4, .doesNotCompile, 4)]
    ) {
      try $0.replace("public func softmax(", with: "public fun softmax(", in: "Softmax.swift")
    },
    HostileSubmission("a changed signature", [Loss(5, .signatureChanged, 10)]) {
      try $0.replace(
        "stackedStep(_ input: Matrix<Double>, from", with: "stackedStep(input: Matrix<Double>, from",
        in: "RNN+Stacked.swift")
    },
    HostileSubmission("a function that is not public", [Loss(5, .signatureChanged, 10)]) {
      try $0.replace("public func stackedStep", with: "func stackedStep", in: "RNN+Stacked.swift")
    },
    HostileSubmission(
      "an initializer that takes something else",
      (2...5).map { Loss($0, .signatureChanged, 0) } + [Loss(6, .doesNotCompile, 0)]
    ) {
      try $0.replace("biasQ: Matrix<Double>\n  ) {", with: "biasQ: [Double]\n  ) {", in: "RNN.swift")
      try $0.replace("self.biasQ = biasQ", with: "self.biasQ = Matrix([biasQ])", in: "RNN.swift")
    },
    HostileSubmission("an import of the concept itself", [Loss(5, .doesNotCompile, 0)]) {
      try $0.replace(
        "import LinearAlgebra", with: "import LinearAlgebra\nimport RecurrentNetworks",
        in: "RNN+Stacked.swift")
    },
    HostileSubmission("an expression too hard for the type checker", [Loss(5, .timedOut, 0)]) {
      let sum = (1...24).map { "(\($0) + 1.5 * \($0)) / \($0 + 1)" }.joined(separator: " - ")
      try $0.append(
        "let hard: Float = \(sum) + \"x\".count * [1, 2.5, 3]\n".replacingOccurrences(of: "\n", with: ""))
    },
    HostileSubmission("a source that takes the compiler minutes", [Loss(5, .timedOut, 0)]) {
      let row = "[" + Array(repeating: "1.5", count: 20).joined(separator: ",") + "]"
      try $0.append("let table = [\n\(Array(repeating: row, count: 9000).joined(separator: ",\n"))\n]")
    },
    HostileSubmission("a source that crashes the compiler", [Loss(5, .doesNotCompile, 0)]) {
      let depth = 100_000
      try $0.append(
        "let deep = " + String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth))
    },
  ]
}
