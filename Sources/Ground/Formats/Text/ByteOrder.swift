extension Sequence<String> {
  /// The texts in the order of their bytes, which is the same on every system and in every language.
  package func sortedByBytes() -> [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
