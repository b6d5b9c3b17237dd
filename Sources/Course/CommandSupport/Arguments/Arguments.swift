/// The words typed after a verb, checked against the verb's table.
package struct Arguments: Sendable, Equatable {
  /// The options of the verb that these arguments belong to, by name.
  let options: [Option.Name: Option]
  /// The positional arguments of the verb, in order.
  let positionals: [Positional]
  /// The positional arguments, in order.
  package let words: [String]
  /// The values of the options: an empty string for a flag.
  let values: [Option.Name: String]

  /// The word typed for a positional argument, or `nil` if omitted.
  package func positional(_ name: Positional.Name) -> String? {
    guard let place = positionals.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the verb's table has no positional \(name.rawValue)")
    }
    return place < words.count ? words[place] : nil
  }

  /// The words typed for a positional argument that can be repeated.
  package func repeated(_ name: Positional.Name) -> [String] {
    guard let place = positionals.firstIndex(where: { $0.name == name && $0.repeats }) else {
      preconditionFailure("the verb's table has no repeated positional \(name.rawValue)")
    }
    return Array(words.dropFirst(place))
  }

  /// Whether a flag was given.
  package func flag(_ name: Option.Name) -> Bool {
    precondition(option(name).value == nil, "\(name.dashed) takes a value, so it is not a flag")
    return values[name] != nil
  }

  /// Whether an option was typed, so its value is not the default.
  package func isGiven(_ name: Option.Name) -> Bool { values[option(name).name] != nil }

  /// An option's text: the typed value, else the table's default, else `nil`.
  package func string(_ name: Option.Name) -> String? {
    let option = option(name)
    precondition(option.value != nil, "\(name.dashed) is a flag and has no value")
    return values[name] ?? option.defaultValue
  }

  /// The option's row; requesting one missing from the table is a mistake of the verb, not of the user.
  private func option(_ name: Option.Name) -> Option {
    guard let option = options[name] else {
      preconditionFailure("the verb's table has no option \(name.dashed)")
    }
    return option
  }
}
