import Formats

extension Arguments {
  /// An option's value from a few words: the typed one, else the table's default, else `nil`.
  ///
  /// - Throws: `Complaint` for any other word; it names all choices.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: Option.Name, of type: Choice.Type
  ) throws
    -> Choice?
  {
    guard let text = string(name) else { return nil }
    guard let choice = Choice(rawValue: text.lowercased()) else {
      let words = Choice.allCases.map(\.rawValue)
      let listing = words.dropLast().joined(separator: ", ") + " or " + words.suffix(1).joined()
      throw Complaint("\(name.dashed) takes \(listing), not '\(text)'")
    }
    return choice
  }
}
