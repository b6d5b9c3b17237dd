/// A name that a cell declares at its top level, where later cells can use it.
package struct CellDeclaration: Hashable, Sendable {
  /// The word that imports it, `func`; an actor is imported as a class.
  package let keyword: String
  /// What it is called.
  package let name: String
  /// For a function its parameters and result, which tell overloads apart; else empty.
  package let signature: String
}
