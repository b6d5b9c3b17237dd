/// One option of a verb. Help and parsing both read this row, so they cannot drift apart.
package struct Option: Sendable, Equatable {
  /// The names of all options, so the compiler catches a misspelled one.
  package enum Name: String, Sendable, CaseIterable {
    case all, anyway, batch, carry, cell, check, checkpoint, claim, clip, contents, dropout, embedding,
      format, growth
    case heldOut = "held-out"
    case help, hidden, image, instructor, jobs, json, kernels, kubernetes, last, layers, length, only,
      optimizer, out, output
    case patience
    case peers, plots, prefix, prompt, python, quick, rate
    case recurrentDropout = "recurrent-dropout"
    case resume, rounds, seconds, section, seed, seeds
    case sequence, shard, slurm, steps, submission, temperature, threads, tie, tokens
    case topK = "top-k"
    case topP = "top-p"
    case user, weave, worker, workload
  }

  /// The name; in text without its dashes.
  package let name: Name
  /// The placeholder for the value in help, `"N"`; `nil` for a flag, which has no value.
  package let value: String?
  /// The value if the option is omitted, as a user would type it.
  package let defaultValue: String?
  /// Whether `--name ""` is a valid value: true for a prompt, false for a path.
  package let allowsEmpty: Bool
  /// The effect, in one sentence.
  package let help: String

  package init(
    _ name: Name, value: String? = nil, default defaultValue: String? = nil, allowsEmpty: Bool = false,
    help: String
  ) {
    precondition(value != nil || defaultValue == nil, "a flag has no default: --\(name.rawValue)")
    self.name = name
    self.value = value
    self.defaultValue = defaultValue
    self.allowsEmpty = allowsEmpty
    self.help = help
  }

  /// The options that every verb accepts besides its own.
  package static let help = Option(.help, help: "Show this text.")

  /// `--hidden N` or `--json`, as help shows it.
  package var usage: String { value.map { "\(name.dashed) \($0)" } ?? name.dashed }
}

extension Option.Name {
  /// `--held-out`, as a user types it.
  package var dashed: String { "--" + rawValue }
}

/// One argument without dashes, identified by its position.
package struct Positional: Sendable, Equatable {
  /// The names of all arguments, as help shows them.
  package enum Name: String, Sendable {
    case action = "ACTION"
    case dir = "DIR"
    case file = "FILE"
    case name = "NAME"
    case out = "OUT"
    case task = "TASK"
    case unit = "UNIT"
    case verb = "VERB"
  }

  /// The name.
  package let name: Name
  /// The meaning, in one sentence.
  package let help: String
  /// Whether the verb requires it.
  package let isRequired: Bool
  /// Whether any number of words is allowed; only for the last positional.
  package let repeats: Bool

  package init(_ name: Name, help: String, isRequired: Bool = true, repeats: Bool = false) {
    self.name = name
    self.help = help
    self.isRequired = isRequired
    self.repeats = repeats
  }

  /// `UNIT`, or `[UNIT]` if it is optional, with `…` if there can be several.
  package var usage: String {
    let words = repeats ? name.rawValue + "…" : name.rawValue
    return isRequired ? words : "[\(words)]"
  }
}
