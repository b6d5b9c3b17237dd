/// Random texts whose tokens are known, because they are made from them.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct TextExample {
  /// Words of every kind that a word tokenizer has to keep in one piece.
  static let wordPool = [
    "lamp", "harbour", "don't", "well-known", "it’s", "Tillen", "sea", "7", "112", "Rosa's", "x2", "été",
    "keeper",
  ]
  private static let marks = [",", ".", "?", "!", ";"]

  /// The tokens, words and marks.
  let tokens: [String]
  /// Their text: spaces between words, marks directly after a word.
  let text: String

  init(using generator: inout some RandomNumberGenerator) {
    var tokens: [String] = []
    var text = ""
    for _ in 0..<14 {
      let word = Self.wordPool.randomElement(using: &generator)!
      text += tokens.isEmpty ? word : " " + word
      tokens.append(word)
      if Bool.random(using: &generator) {
        let mark = Self.marks.randomElement(using: &generator)!
        text += mark
        tokens.append(mark)
      }
    }
    text += " don't stop?!"
    self.tokens = tokens + ["don't", "stop", "?", "!"]
    self.text = text
  }

  /// A tale of the given number of sentences, made of few words: all such tales are of one kind.
  static func tale(sentences: Int, using generator: inout some RandomNumberGenerator) -> String {
    let who = ["The keeper", "Mina", "The old man", "A sailor", "The girl from the harbour", "Nobody"]
    let did = ["climbed", "counted", "lit", "remembered", "looked at", "sang about", "waited for"]
    let what = [
      "the lamp", "the stairs", "the sea", "the bread", "a small boat", "the other side of the river",
    ]
    let when = ["in the evening", "every morning", "when it rained", "until the light came back", "again"]
    let lines = (0..<sentences).map { _ in
      [who, did, what, when].map { $0.randomElement(using: &generator)! }.joined(separator: " ") + "."
    }
    return lines.joined(separator: "\n")
  }

  /// Numbers of rooms, each with two pairs of neighbors that are rare: what is common is seen only by counting.
  static func rooms(_ count: Int, using generator: inout some RandomNumberGenerator) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let rooms = (0..<count).map { _ in
      let (first, last) = (
        letters.randomElement(using: &generator)!, letters.randomElement(using: &generator)!
      )
      return "\(first)\(Int.random(in: 0...9, using: &generator))\(last)"
    }
    return rooms.joined(separator: " ")
  }

  /// The whole text cut where `isBreak` says, with nothing between.
  static func cut(_ text: String, where isBreak: (Character) -> Bool) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in text {
      if isBreak(character) {
        if !part.isEmpty { parts.append(part) }
        part = ""
      } else {
        part.append(character)
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }
}
