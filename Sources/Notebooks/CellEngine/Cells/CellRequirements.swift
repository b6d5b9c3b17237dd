import Formats
import Foundation

/// What a cell needs of the compiler and the linker, as its text shows.
package struct CellRequirements {
  /// Whether a cell's own statements wait for something, and not only its functions.
  package enum Waiting { case never, perhaps, always }

  /// Whether the cell waits.
  package let mayWait: Waiting
  /// What the compiler is to be told.
  package let options: [String]
  private let modules: [String]

  package init(prelude: String, source: String) {
    let tokens = SwiftScanner(Array(source.utf8)).tokens
    let hasWord = tokens.contains { $0.isWord("await") }
    mayWait = !hasWord ? .never : TopLevelCode(tokens).waits ? .always : .perhaps
    let outline = CellOutline(source)
    // What makes a type of an earlier cell conform to a protocol of another would have to be public: the compiler
    // takes what is imported for testing as public.
    let conforms = outline.members.contains { $0.keyword == CellExtension.conformance }
    options = conforms ? ["-disable-access-control"] : []
    modules = (CellOutline(prelude).imports + outline.imports).map(Self.module)
  }

  /// The libraries of the toolchain that the imported modules have, for what the course itself does not use.
  package func libraries(in runtime: String) -> [String] {
    Set(modules).subtracting(["Foundation", "Dispatch"]).sorted().flatMap { module in
      [module, "swift" + module].filter {
        FileManager.default.fileExists(atPath: "\(runtime)/lib\($0).so")
      }.map { "-l" + $0 }
    }
  }

  /// `Foundation` of `@preconcurrency import struct Foundation.Date`.
  private static func module(_ line: String) -> String {
    let words = line.split(separator: " ").drop { $0 != "import" }.dropFirst()
    return (words.last ?? "").split(separator: ".").first.map(String.init) ?? ""
  }
}
