import Formats

/// The parameters and the result of a stub's function, read from its declaration.
struct CallSignature: Equatable {
  /// One parameter.
  struct Parameter: Equatable {
    /// The argument label; `_` for none.
    var label: String
    /// The name in the body.
    var name: String
    /// The type, without `inout`.
    var type: String
    var isInout: Bool

    /// Whether it is a random number generator.
    var isGenerator: Bool {
      isInout && (type.hasSuffix("RandomNumberGenerator") || type == "SplitMix64")
    }
    /// The types of the arguments and of the result of a closure; `nil` for anything else.
    var closure: (arguments: [String], result: String)? {
      guard type.hasPrefix("("), let arrow = type.range(of: "->") else { return nil }
      let head = type[..<arrow.lowerBound].replacingOccurrences(of: "throws", with: "").trimmed
      return (CallSignature.elements(of: head), String(type[arrow.upperBound...]).trimmed)
    }
  }

  /// The types around it, `RNN.Cache`; empty for a function of the file itself.
  var container: String
  var name: String
  var isStatic: Bool
  var isMutating: Bool
  var parameters: [Parameter]
  /// The type of the result; empty if there is none.
  var result: String
  /// The generic parameters with their constraints, `<Cell: RecurrentCell>`; empty if there are none.
  var generics: String

  /// `RNN.step(_:from:)`, the name used in calls.
  var call: String {
    let labels = parameters.map { "\($0.label):" }.joined()
    return (container.isEmpty ? "" : "\(container).") + "\(name)(\(labels))"
  }

  /// The types of a tuple, or the one type; empty for no result.
  var results: [String] { result.isEmpty ? [] : Self.elements(of: result) }

  /// The signature of a declaration; `nil` if it is not a function.
  init?(_ located: LocatedDeclaration, in outline: SourceOutline) {
    guard located.declaration.keyword == "func" else { return nil }
    container = located.container
    name = located.declaration.name
    isStatic = located.declaration.modifiers.contains("static")
    isMutating = located.declaration.modifiers.contains("mutating")
    let head = outline.text(located.declaration.head)
    guard let start = head.range(of: "func \(name)")?.upperBound else { return nil }
    var rest = head[start...]
    generics = ""
    if rest.first == "<", let end = Self.end(of: rest, open: "<", close: ">") {
      generics = String(rest[..<end])
      rest = rest[end...]
    }
    guard rest.first == "(", let end = Self.end(of: rest, open: "(", close: ")") else { return nil }
    let list = rest[rest.index(after: rest.startIndex)..<rest.index(before: end)]
    parameters = Self.parts(of: String(list)).map(Parameter.init)
    let tail = rest[end...]
    result = tail.range(of: "->").map { String(tail[$0.upperBound...]).trimmed } ?? ""
    if result == "Void" || result == "()" { result = "" }
  }
}

extension CallSignature.Parameter {
  /// `from state: Matrix<Double>`, with a default value or without.
  init(_ text: String) {
    let text = CallSignature.withoutDefault(text)
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    let names = text[..<colon].split(separator: " ").map(String.init)
    label = names.first ?? "_"
    name = names.last ?? "_"
    var type = String(text[colon...].dropFirst()).trimmed
    isInout = type.hasPrefix("inout ")
    if isInout { type = String(type.dropFirst("inout ".count)) }
    self.type = type
  }
}

extension CallSignature {
  /// The parts of a list at its commas, none of them in brackets.
  static func parts(of list: String) -> [String] {
    var (parts, depth, part) = ([String](), 0, "")
    var last: Character = " "
    for letter in list {
      if "([{<".contains(letter) { depth += 1 }
      if ")]}".contains(letter) || letter == ">" && last != "-" { depth -= 1 }
      if letter == ",", depth == 0 {
        parts.append(part.trimmed)
        part = ""
      } else {
        part.append(letter)
      }
      last = letter
    }
    return (parts + [part.trimmed]).filter { !$0.isEmpty }
  }

  /// The types of a tuple's elements without their labels; the type itself if it is not a tuple.
  static func elements(of type: String) -> [String] {
    guard type.hasPrefix("("), end(of: type[...], open: "(", close: ")") == type.endIndex else {
      return [type]
    }
    return parts(of: String(type.dropFirst().dropLast())).map { element in
      let word = element.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let rest = element.dropFirst(word.count)
      return !word.isEmpty && rest.first == ":" ? String(rest.dropFirst()).trimmed : element
    }
  }

  static func withoutDefault(_ text: String) -> String {
    guard let sign = text.range(of: " = ") else { return text }
    return String(text[..<sign.lowerBound])
  }

  /// The index after the bracket that closes the opening one of a text.
  private static func end(of text: Substring, open: Character, close: Character) -> Substring.Index? {
    var depth = 0
    for index in text.indices {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return text.index(after: index) }
    }
    return nil
  }
}

extension StringProtocol {
  /// The text with every run of spaces and line breaks replaced by one space, and none at its ends.
  var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
