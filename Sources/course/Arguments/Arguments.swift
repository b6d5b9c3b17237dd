/// What the user typed after a verb, checked against the verb's table.
struct Arguments: Sendable, Equatable {
  /// The options of the verb that these arguments belong to, by name.
  let options: [String: Option]
  /// The positional arguments of the verb, in order.
  let positionals: [Positional]
  /// What was typed for the positionals, in order.
  let words: [String]
  /// What was typed for the options: an empty string for a flag.
  let values: [String: String]

  /// What was typed for a positional argument, or `nil` where it was left out.
  func positional(_ name: String) -> String? {
    guard let place = positionals.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the verb's table has no positional \(name)")
    }
    return place < words.count ? words[place] : nil
  }

  /// What was typed for a positional argument that may be repeated.
  func repeated(_ name: String) -> [String] {
    guard let place = positionals.firstIndex(where: { $0.name == name && $0.repeats }) else {
      preconditionFailure("the verb's table has no repeated positional \(name)")
    }
    return Array(words.dropFirst(place))
  }

  /// Whether a flag was given.
  func flag(_ name: String) -> Bool {
    precondition(option(name).value == nil, "--\(name) takes a value, so it is no flag")
    return values[name] != nil
  }

  /// Whether an option was typed, so that its value is not the default.
  func isGiven(_ name: String) -> Bool { values[option(name).name] != nil }

  /// An option's text: what was typed, else the table's default, else `nil`.
  func string(_ name: String) -> String? {
    let option = option(name)
    precondition(option.value != nil, "--\(name) is a flag and has no value")
    return values[name] ?? option.defaultValue
  }

  /// The option's row; asking for one that the table does not have is a mistake of the verb, not of the user.
  private func option(_ name: String) -> Option {
    guard let option = options[name] else { preconditionFailure("the verb's table has no option --\(name)") }
    return option
  }
}
