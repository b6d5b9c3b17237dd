/// A text of made-up sentences, different for each seed: no model can have learned it before.
///
/// This file does not import the exercise: no submission can change these results.
enum MadeUpText {
  /// A text of at least `length` characters about things with made-up names.
  static func text(length: Int, using generator: inout some RandomNumberGenerator) -> String {
    let names = (0..<12).map { _ in word(using: &generator) }
    let verbs = (0..<8).map { _ in word(using: &generator) + "s" }
    let places = (0..<6).map { _ in word(using: &generator) }
    var text = ""
    while text.count < length {
      text += "the \(pick(names, &generator)) \(pick(verbs, &generator)) "
      text +=
        Bool.random(using: &generator)
        ? "near the \(pick(places, &generator))" : "a \(pick(names, &generator))"
      text += Int.random(in: 0..<3, using: &generator) == 0 ? ".\n" : " and "
    }
    return text
  }

  private static func pick(_ words: [String], _ generator: inout some RandomNumberGenerator) -> String {
    words[Int.random(in: words.indices, using: &generator)]
  }

  /// Two or three syllables.
  private static func word(using generator: inout some RandomNumberGenerator) -> String {
    let (consonants, vowels) = (Array("bdfgklmnprst"), Array("aeiou"))
    return (0..<Int.random(in: 2...3, using: &generator)).map { _ in
      let consonant = consonants[Int.random(in: consonants.indices, using: &generator)]
      return "\(consonant)\(vowels[Int.random(in: vowels.indices, using: &generator)])"
    }.joined()
  }
}
