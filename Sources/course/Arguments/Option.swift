/// One option of a verb. Help and parsing both read this row, so that they cannot drift apart.
struct Option: Sendable, Equatable {
  /// The name without its dashes, `"hidden"` for `--hidden`.
  let name: String
  /// What stands for the value in help, `"N"`; `nil` for a flag, which is given or not.
  let value: String?
  /// The value where the option is not given, as a user would type it.
  let defaultValue: String?
  /// Whether `--name ""` is a value like another: true for a prompt, false for a path.
  let allowsEmpty: Bool
  /// What it does, in one sentence.
  let help: String

  init(
    _ name: String, value: String? = nil, default defaultValue: String? = nil, allowsEmpty: Bool = false,
    help: String
  ) {
    precondition(value != nil || defaultValue == nil, "a flag has no default: --\(name)")
    self.name = name
    self.value = value
    self.defaultValue = defaultValue
    self.allowsEmpty = allowsEmpty
    self.help = help
  }

  /// What every verb understands besides its own options.
  static let help = Option("help", help: "Show this text.")

  /// `--hidden N` or `--json`, as help shows it.
  var usage: String { value.map { "--\(name) \($0)" } ?? "--\(name)" }
}

/// One argument without dashes, known by its place.
struct Positional: Sendable, Equatable {
  /// The name in help, in capitals: `"UNIT"`.
  let name: String
  /// What it is, in one sentence.
  let help: String
  /// Whether the verb cannot do without it.
  let isRequired: Bool
  /// Whether any number of words may stand here; only the last positional can be so.
  let repeats: Bool

  init(_ name: String, help: String, isRequired: Bool = true, repeats: Bool = false) {
    self.name = name
    self.help = help
    self.isRequired = isRequired
    self.repeats = repeats
  }

  /// `UNIT`, or `[UNIT]` where it may be left out, with `…` where there may be several.
  var usage: String {
    let words = repeats ? name + "…" : name
    return isRequired ? words : "[\(words)]"
  }
}
