/// One option of a verb. Help and parsing both read this row, so that they cannot drift apart.
package struct Option: Sendable, Equatable {
  /// The names of all options, so that the compiler knows a misspelt one.
  package enum Name: String, Sendable, CaseIterable {
    case all, anyway, batch, carry, cell, check, checkpoint, claim, clip, contents, dropout, embedding,
      format, growth
    case heldOut = "held-out"
    case help, hidden, image, instructor, jobs, json, kernels, kubernetes, last, layers, length, only, optimizer, out,
      output
    case patience
    case peers, plots, prefix, prompt, python, quick, rate, resume, rounds, seconds, section, seed
    case sequence, shard, slurm, steps, submission, temperature, threads, tie, tokens
    case topK = "top-k"
    case topP = "top-p"
    case user, weave, worker, workload
  }

  /// The name; in text without its dashes.
  package let name: Name
  /// What stands for the value in help, `"N"`; `nil` for a flag, which is given or not.
  package let value: String?
  /// The value where the option is not given, as a user would type it.
  package let defaultValue: String?
  /// Whether `--name ""` is a value like another: true for a prompt, false for a path.
  package let allowsEmpty: Bool
  /// What it does, in one sentence.
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

  /// What every verb understands besides its own options.
  package static let help = Option(.help, help: "Show this text.")

  /// `--hidden N` or `--json`, as help shows it.
  package var usage: String { value.map { "\(name.dashed) \($0)" } ?? name.dashed }
}

extension Option.Name {
  /// `--held-out`, as a user types it.
  package var dashed: String { "--" + rawValue }
}

/// One argument without dashes, known by its place.
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
  /// What it is, in one sentence.
  package let help: String
  /// Whether the verb cannot do without it.
  package let isRequired: Bool
  /// Whether any number of words may stand here; only the last positional can be so.
  package let repeats: Bool

  package init(_ name: Name, help: String, isRequired: Bool = true, repeats: Bool = false) {
    self.name = name
    self.help = help
    self.isRequired = isRequired
    self.repeats = repeats
  }

  /// `UNIT`, or `[UNIT]` where it may be left out, with `…` where there may be several.
  package var usage: String {
    let words = repeats ? name.rawValue + "…" : name.rawValue
    return isRequired ? words : "[\(words)]"
  }
}
