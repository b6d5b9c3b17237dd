import Formats

extension Arguments {
  /// Reads the words after a verb against the verb's table.
  ///
  /// `--name value` and `--name=value` mean the same; `--` ends the options; a value can begin with one dash
  /// (`--temperature -1`), and with two only after `=`.
  ///
  /// - Throws: `Complaint` naming the word that does not fit.
  package init(parsing words: [String], for verb: Verb) throws {
    var parser = ArgumentParser(verb: verb, rest: words[...])
    try parser.run()
    self.init(
      options: parser.options, positionals: verb.positionals, words: parser.words, values: parser.values)
  }
}

/// One pass over the words, from left to right.
private struct ArgumentParser {
  let verb: Verb
  var rest: ArraySlice<String>
  var words: [String] = []
  var values: [Option.Name: String] = [:]

  var options: [Option.Name: Option] {
    Dictionary(uniqueKeysWithValues: (verb.options + [.help]).map { ($0.name, $0) })
  }

  mutating func run() throws {
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        rest = []
      } else if word == "-h" {
        values[.help] = ""
      } else if word.hasPrefix("-"), word != "-" {
        try takeOption(word)
      } else {
        words.append(word)
      }
    }
    if values[.help] == nil { try checkWords() }
  }

  private mutating func takeOption(_ word: String) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts[0].hasPrefix("--"), let name = Option.Name(rawValue: String(parts[0].dropFirst(2))),
      let option = options[name]
    else {
      throw unknownOption(parts[0])
    }
    guard values[option.name] == nil || option.name == .help else {
      throw Complaint("\(option.name.dashed) is given twice; give it once")
    }
    values[option.name] = try value(of: option, attached: parts.count == 2 ? parts[1] : nil)
  }

  private mutating func value(of option: Option, attached: String?) throws -> String {
    guard let placeholder = option.value else {
      if let attached { throw Complaint("\(option.name.dashed) takes no value, but '\(attached)' was given") }
      return ""
    }
    if let attached { return try checked(attached, for: option) }
    guard let next = rest.first, !next.hasPrefix("--"), next != "-h" else {
      let attachment = rest.first.map { "; to pass '\($0)' write \(option.name.dashed)=\($0)" } ?? ""
      throw Complaint(
        "\(option.name.dashed) needs a value: \(option.name.dashed) \(placeholder)\(attachment)")
    }
    rest.removeFirst()
    return try checked(next, for: option)
  }

  private func checked(_ value: String, for option: Option) throws -> String {
    guard !value.isEmpty || option.allowsEmpty else {
      throw Complaint("\(option.name.dashed) needs a value, and '' is empty")
    }
    return value
  }

  private func unknownOption(_ word: String) -> Complaint {
    let known = options.keys.map(\.dashed).sorted()
    let dashed = "--" + word.drop { $0 == "-" }
    let wayOut = suggestion(
      for: dashed, among: known, otherwise: "'course help \(verb.name)' lists what there is.")
    return Complaint("there is no option '\(word)'. \(wayOut)")
  }

  private func checkWords() throws {
    if let missing = verb.positionals.dropFirst(words.count).first(where: \.isRequired) {
      throw Complaint("\(missing.name.rawValue) is missing: \(verb.usage)")
    }
    guard words.count <= verb.positionals.count || verb.positionals.last?.repeats == true else {
      throw Complaint("'\(words[verb.positionals.count])' is one argument too many: \(verb.usage)")
    }
    if let empty = words.firstIndex(of: "") {
      let positional = verb.positionals[min(empty, verb.positionals.count - 1)]
      throw Complaint("\(positional.name.rawValue) is empty: \(verb.usage)")
    }
  }
}
