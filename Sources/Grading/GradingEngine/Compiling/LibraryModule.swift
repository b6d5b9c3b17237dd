/// The modules that submissions and suites are allowed to import: the folder of each below `Sources`, and the
/// modules its interface names. The manifest says the same; a test holds the two together.
package struct LibraryModule: Sendable, Hashable {
  /// Its name.
  package let name: String
  /// The group below `Sources` that contains its folder.
  let group: String
  /// The modules it imports.
  package let dependencies: [String]

  /// All modules, each after those it imports.
  package static let all = [
    LibraryModule(name: "MatrixKernels", group: "Library", dependencies: []),
    LibraryModule(name: "LinearAlgebra", group: "Library", dependencies: ["MatrixKernels"]),
    LibraryModule(name: "CourseSupport", group: "Given", dependencies: []),
    LibraryModule(name: "GradientChecking", group: "Library", dependencies: ["LinearAlgebra"]),
    LibraryModule(name: "EarlierUnits", group: "Given", dependencies: ["LinearAlgebra"]),
    LibraryModule(name: "TextEncoding", group: "Library", dependencies: ["LinearAlgebra"]),
    LibraryModule(
      name: "RecurrentNetworks", group: "Library", dependencies: ["LinearAlgebra", "MatrixKernels"]),
    LibraryModule(
      name: "SequenceTraining", group: "Library",
      dependencies: ["LinearAlgebra", "RecurrentNetworks", "TextEncoding", "MatrixKernels"]),
    LibraryModule(name: "GradingProtocol", group: "Grading", dependencies: []),
    LibraryModule(
      name: "Answering", group: "Grading",
      dependencies: ["LinearAlgebra", "CourseSupport", "GradingProtocol"]),
    LibraryModule(
      name: "GradingSupport", group: "Grading",
      dependencies: ["LinearAlgebra", "CourseSupport", "GradientChecking", "GradingProtocol", "Answering"]),
  ]

  /// Some modules and all they import, in the order of ``all``; other names, such as Foundation, are omitted.
  static func closure(of names: some Sequence<String>) -> [LibraryModule] {
    var wanted = Set(names)
    for module in all.reversed() where wanted.contains(module.name) { wanted.formUnion(module.dependencies) }
    return all.filter { wanted.contains($0.name) }
  }

  /// Whether it is written in Swift and has an interface to import.
  var hasInterface: Bool { name != "MatrixKernels" }
}
