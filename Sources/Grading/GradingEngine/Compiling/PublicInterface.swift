import Formats
import Foundation

/// The declarations of an exercise's module, as the compiler describes them.
struct PublicInterface {
  /// One declaration.
  struct Symbol: Equatable {
    /// `RNN.predict(_:)`.
    var path: String
    /// `func predict(_ state: Matrix<Double>) throws -> Matrix<Double>`.
    var declaration: String
    /// `public`, `internal`.
    var access: String

    /// `RNN.predict`: the path without labels.
    var basePath: String { String(path.prefix { $0 != "(" }) }
    /// `predict`.
    var baseName: String { String(basePath.split(separator: ".").last ?? "") }
    /// Whether another module can use it.
    var isPublic: Bool { access == "public" || access == "open" }
  }

  /// The declarations, in the order of the compiler's description.
  let symbols: [Symbol]

  /// An interface of the given declarations.
  init(symbols: [Symbol]) { self.symbols = symbols }

  /// Reads the descriptions in a folder: of the module, and of its extensions of types from other modules.
  ///
  /// - Throws: `Complaint` if there are none.
  init(of exercise: CompiledExercise) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: exercise.symbols.path)) ?? []
    let own = names.filter { $0.hasPrefix(exercise.unit.exerciseModule) && $0.hasSuffix(".symbols.json") }
    guard !own.isEmpty else {
      throw Complaint.ofCourse("the compiler left no description of \(exercise.unit.exerciseModule)")
    }
    symbols = try own.sorted().flatMap { name in
      let data = try Data(contentsOf: exercise.symbols.appendingPathComponent(name))
      return try JSONDecoder().decode(Document.self, from: data).symbols.map(\.symbol)
    }
  }

  private struct Document: Decodable { var symbols: [Entry] }

  private struct Entry: Decodable {
    struct Fragment: Decodable {
      var spelling: String
    }
    var pathComponents: [String]
    var declarationFragments: [Fragment]
    var accessLevel: String

    var symbol: Symbol {
      Symbol(
        path: pathComponents.joined(separator: "."),
        declaration: declarationFragments.map(\.spelling).joined(), access: accessLevel)
    }
  }
}
