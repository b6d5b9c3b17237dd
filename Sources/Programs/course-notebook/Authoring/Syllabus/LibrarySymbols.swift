import CourseCatalog
import Formats
import Foundation

/// The public names of the library's modules, read from their sources.
struct LibrarySymbols {
  private let layout: CourseLayout
  private var modules: [String: Set<String>] = [:]

  init(_ layout: CourseLayout) { self.layout = layout }

  /// Whether there is a public declaration of a name, `RecurrentNetworks.RNNCell.step`.
  ///
  /// - Throws: The file system's error if a source cannot be read.
  mutating func contains(_ symbol: String) throws -> Bool {
    let parts = symbol.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return false }
    if modules[parts[0]] == nil { modules[parts[0]] = try names(in: parts[0]) }
    return modules[parts[0]]?.contains(parts[1]) == true
  }

  private func names(in module: String) throws -> Set<String> {
    guard let folder = layout.sources(of: module) else { return [] }
    let files =
      (FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? [])
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    return try files.reduce(into: Set()) { names, file in
      let outline = SourceOutline(try String(contentsOf: file, encoding: .utf8))
      names.formUnion(Self.names(outline.declarations, below: "", isPublic: false))
    }
  }

  /// Members of a public protocol and of a public extension are public themselves.
  private static func names(
    _ declarations: [OutlinedDeclaration], below prefix: String, isPublic inherited: Bool
  ) -> [String] {
    declarations.flatMap { declaration -> [String] in
      let isPublic = inherited || declaration.modifiers.contains { ["public", "open"].contains($0) }
      let isOpen = isPublic || declaration.keyword == "extension"
      guard isOpen, !declaration.isPrivate else { return [] }
      let name = prefix + declaration.name
      let spreads = isPublic && ["protocol", "extension"].contains(declaration.keyword)
      let members = names(declaration.members, below: name + ".", isPublic: spreads)
      return (declaration.keyword == "extension" ? [] : [name]) + members
    }
  }
}
