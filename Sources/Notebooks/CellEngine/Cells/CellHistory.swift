/// The cells that have run, and what of theirs the next one can use.
///
/// Each cell is a module of its own. The next one imports those before it; where a name was declared again, the older
/// module is imported name by name without it, so that the newer declaration is the only one.
package struct CellHistory: Sendable {
  package init() {}

  /// A cell that ran to its end.
  package struct Entry: Equatable, Sendable {
    /// The cell's module.
    package let module: String
    /// The number that the notebook shows beside it.
    package let number: Int
    /// The notebook's name for the cell, where it gives one: the same for each run of it.
    package let cellID: String?
    package let outline: CellOutline
    /// Its declarations that no later cell declared again.
    fileprivate(set) var living: [CellDeclaration]
    /// The same of members, conformances and operators, which cannot be imported one by one.
    fileprivate(set) var livingMembers: [CellDeclaration]

    /// Whether all of the module is to be imported. What is imported by name lends its members to types too, but
    /// gives way where another cell has the same one.
    var isWhole: Bool {
      living.count == outline.declarations.count && livingMembers.count == outline.members.count
    }
    /// Whether nothing of it can be used.
    var isGone: Bool { living.isEmpty && livingMembers.isEmpty }

    fileprivate mutating func giveWay(to outline: CellOutline, isSameCell: Bool) {
      living.removeAll { old in
        outline.declarations.contains { CellHistory.replaces($0, old, isSameCell: isSameCell) }
      }
      livingMembers.removeAll { old in
        outline.members.contains { CellHistory.replaces($0, old, isSameCell: isSameCell) }
      }
    }
  }

  package private(set) var entries: [Entry] = []
  /// Whether a cell has used the system's queues, whose threads no copy of the process has.
  package private(set) var hasUsedQueues = false
  private var imports: [String] = []

  /// The lines that stand before a cell's own: what was imported before, and the cells that have run.
  ///
  /// The newest come first: where two cells make one type conform to one protocol, the compiler takes the first.
  package func prelude(for outline: CellOutline, cellID: String?) -> String {
    let cells = entries.filter { !Self.isReplaced($0, by: outline, cellID) }.reversed()
    return (imports + cells.flatMap(Self.importLines)).map { $0 + "\n" }.joined()
  }

  /// Notes what a cell imports, which holds for later cells even where it comes to nothing itself.
  package mutating func addImports(of outline: CellOutline) {
    for line in outline.imports where !imports.contains(line) { imports.append(line) }
  }

  /// Notes that a cell ran to its end.
  package mutating func add(module: String, number: Int, cellID: String?, outline: CellOutline) {
    hasUsedQueues =
      hasUsedQueues || !outline.words.isDisjoint(with: ["DispatchQueue", "OperationQueue", "URLSession"])
    entries.removeAll { Self.isReplaced($0, by: outline, cellID) }
    for index in entries.indices {
      let isSameCell = cellID != nil && entries[index].cellID == cellID
      entries[index].giveWay(to: outline, isSameCell: isSameCell)
    }
    entries.removeAll(where: \.isGone)
    guard !outline.declarations.isEmpty || !outline.members.isEmpty else { return }
    entries.append(
      Entry(
        module: module, number: number, cellID: cellID, outline: outline, living: outline.declarations,
        livingMembers: outline.members))
  }

  /// The names of earlier cells that use what a new cell declares again: they go on with what they knew.
  ///
  /// - Returns: each such function or type, with its cell's number.
  package func outdated(by outline: CellOutline, cellID: String?) -> [(name: String, number: Int)] {
    let replaced = entries.flatMap { entry in
      entry.living.filter { old in
        outline.declarations.contains {
          Self.replaces($0, old, isSameCell: cellID != nil && entry.cellID == cellID)
        }
      }
    }
    let names = Set(replaced.map(\.name))
    guard !names.isEmpty else { return [] }
    return entries.flatMap { entry in
      entry.living.filter { user in
        let uses = entry.outline.uses[user.name] ?? []
        return !uses.isDisjoint(with: names) && !names.contains(user.name)
          && !outline.declarations.contains { $0.name == user.name }
      }.map { ($0.name, entry.number) }
    }
  }

  /// The names that the next cell can use.
  package var names: Set<String> { Set(entries.flatMap { $0.living.map(\.name) }) }

  private static func importLines(_ entry: Entry) -> [String] {
    if entry.isWhole { return ["@testable import \(entry.module)"] }
    let parts = Set(entry.living.map { "@testable import \($0.keyword) \(entry.module).\(quoted($0.name))" })
    let mark =
      entry.livingMembers.isEmpty ? [] : ["@testable import enum \(entry.module).\(mark(entry.module))"]
    return parts.sorted() + mark
  }

  /// A name that a cell with members for other types gets besides its own, to import its module by.
  package static func mark(_ module: String) -> String { module + "Members" }

  private static func quoted(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? "`\(name)`" : name
  }

  /// A cell gives way as a whole to one that declares all that is left of it, and so does the former self of a cell
  /// where both make a type conform to a protocol, which no type can do twice.
  private static func isReplaced(_ entry: Entry, by outline: CellOutline, _ cellID: String?) -> Bool {
    let isSameCell = cellID != nil && entry.cellID == cellID
    let isSame = isSameCell || entry.outline == outline
    var rest = entry
    rest.giveWay(to: outline, isSameCell: isSame)
    let conformances = outline.members.filter { $0.keyword == CellExtension.conformance }
    return rest.isGone || isSame && !Set(conformances).isDisjoint(with: entry.livingMembers)
  }

  /// Functions of one name and different parameters stand beside each other, unless they come from one cell that was
  /// changed and run again.
  fileprivate static func replaces(_ new: CellDeclaration, _ old: CellDeclaration, isSameCell: Bool) -> Bool {
    guard new.name == old.name else { return false }
    return isSameCell || new.keyword != "func" || old.keyword != "func" || new.signature == old.signature
  }
}
