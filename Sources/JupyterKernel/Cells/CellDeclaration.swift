/// A name that a cell declares at its top level, where later cells can use it.
struct CellDeclaration: Hashable, Sendable {
  /// The word that imports it, `func`; an actor is imported as a class.
  let keyword: String
  /// What it is called.
  let name: String
  /// For a function its parameters and result, which tell overloads apart; else empty.
  let signature: String
}
