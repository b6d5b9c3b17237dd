import Formats

/// Previous cells, for the arrow keys of a console.
struct InputHistory {
  /// A cell, and the text form of its value.
  struct Entry: Equatable {
    let number: Int
    let source: String
    var result: String?
  }

  private(set) var entries: [Entry] = []
  /// The only session: earlier ones are not stored.
  private static let session = 1

  /// Notes a cell that was given to the kernel.
  mutating func add(_ source: String, number: Int) {
    entries.append(Entry(number: number, source: source))
  }

  /// Notes the value of the last cell.
  mutating func note(result: String?) {
    if !entries.isEmpty { entries[entries.count - 1].result = result }
  }

  /// The answer to a request: the last cells, those of some numbers, or those that match a pattern.
  func reply(to content: JSONValue) -> JSONValue {
    let withOutput = content["output"]?.bool ?? false
    let found = found(content).map { entry -> JSONValue in
      let source = JSONValue.string(entry.source)
      let result = entry.result.map(JSONValue.string) ?? .null
      return [.integer(Self.session), .integer(entry.number), withOutput ? [source, result] : source]
    }
    return ["status": "ok", "history": .array(found)]
  }

  private func found(_ content: JSONValue) -> [Entry] {
    let count = content["n"]?.integer ?? .max
    switch content["hist_access_type"]?.string {
    case "range":
      // As in IPython, 0 is the current session.
      guard [0, Self.session].contains(content["session"]?.integer ?? 0) else { return [] }
      let start = content["start"]?.integer ?? 0
      let stop = content["stop"]?.integer ?? .max
      return entries.filter { $0.number >= start && $0.number < stop }
    case "search":
      let pattern = Array(content["pattern"]?.string ?? "*")
      var matching = entries.filter { Self.matches(Array($0.source)[...], pattern[...]) }
      if content["unique"]?.bool ?? false {
        var seen: Set<String> = []
        matching = matching.reversed().filter { seen.insert($0.source).inserted }.reversed()
      }
      return matching.suffix(max(0, count))
    default: return entries.suffix(max(0, count))
    }
  }

  /// Whether a text matches a pattern: `*` matches anything, `?` one character.
  static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
    var (text, pattern) = (text, pattern)
    var star: (text: ArraySlice<Character>, pattern: ArraySlice<Character>)?
    while let next = text.first {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        star = (text, pattern)
      } else if let wanted = pattern.first, wanted == "?" || wanted == next {
        (text, pattern) = (text.dropFirst(), pattern.dropFirst())
      } else if let (from, rest) = star {
        // The last star takes one character more.
        (text, pattern) = (from.dropFirst(), rest)
        star = (text, rest)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }
}
