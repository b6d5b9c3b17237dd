/// A declaration of the exercise that a submission changed, or lost.
struct SignatureDifference: Equatable {
  var expected: PublicInterface.Symbol
  /// The declaration found under the same name; `nil` if there is none.
  var found: PublicInterface.Symbol?

  /// The expected declarations that are missing or different.
  static func all(expected: PublicInterface, found: PublicInterface) -> [SignatureDifference] {
    let publicOnes = found.symbols.filter(\.isPublic)
    return expected.symbols.filter { wanted in
      wanted.isPublic
        && !publicOnes.contains { $0.path == wanted.path && $0.declaration == wanted.declaration }
    }.map { wanted in
      let exact = found.symbols.first { $0.path == wanted.path }
      let byName = found.symbols.first { $0.basePath == wanted.basePath }
      let elsewhere = found.symbols.first { $0.baseName == wanted.baseName && wanted.baseName != "init" }
      return SignatureDifference(expected: wanted, found: exact ?? byName ?? elsewhere)
    }
  }

  /// The message for the student, with both declarations.
  var text: String {
    guard let found else { return "expected \(expected.path), \(expected.declaration), which is missing" }
    if found.path == expected.path, found.declaration == expected.declaration {
      return "\(expected.path) exists, but it is not public: \(expected.declaration)"
    }
    let place = found.path == expected.path ? "" : " as \(found.path)"
    return "\(expected.path): expected \(expected.declaration), found \(found.declaration)\(place)"
  }
}
