/// The words of a text once more, in plain loops, correct or with one known mistake.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct WordOracle {
  /// A mistake that learners really make.
  enum Mistake: CaseIterable {
    case none, wordNotEmptied, emptyWords, letterByLetter, wordsLeftOut, runsOfMarks, digitsAreMarks,
      whitespaceKept, onlyStraightApostrophe, onlyApostrophes, digitsJoin, oneLetterIsEnough, markFirst

    /// The mistake in the words of the report.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .wordNotEmptied: return "the word is not emptied after it was added to the tokens"
      case .emptyWords: return "an empty word is added where no word ends"
      case .letterByLetter: return "every letter is its own token"
      case .wordsLeftOut: return "a word is not added to the tokens when it ends"
      case .runsOfMarks: return "neighboring marks become one token"
      case .digitsAreMarks: return "digits are not part of a word"
      case .whitespaceKept: return "whitespace becomes a token too"
      case .onlyStraightApostrophe: return "' joins letters, but ’ does not"
      case .onlyApostrophes: return "an apostrophe joins letters, but a hyphen does not"
      case .digitsJoin: return "an apostrophe or hyphen next to a digit joins too"
      case .oneLetterIsEnough: return "an apostrophe or hyphen with a letter on one side joins too"
      case .markFirst: return "a mark is added before the word that it follows"
      }
    }
  }

  static func words(in text: String, _ mistake: Mistake = .none) -> [String] {
    let characters = Array(text)
    var (tokens, word) = ([String](), "")
    for index in characters.indices {
      let character = characters[index]
      if belongs(index, characters, mistake) {
        word.append(character)
        if mistake == .letterByLetter { (tokens, word) = (tokens + [word], "") }
        continue
      }
      let mark = character.isWhitespace && mistake != .whitespaceKept ? [] : [String(character)]
      let ended = mistake == .wordsLeftOut || word.isEmpty && mistake != .emptyWords ? [] : [word]
      tokens += mistake == .markFirst ? mark + ended : ended + mark
      if mistake == .runsOfMarks, index > 0, !mark.isEmpty, isMark(characters[index - 1]), tokens.count > 1 {
        tokens.removeLast()
        tokens[tokens.count - 1] += mark[0]
      }
      if mistake != .wordNotEmptied { word = "" }
    }
    return word.isEmpty ? tokens : tokens + [word]
  }

  private static func isMark(_ character: Character) -> Bool {
    !character.isLetter && !character.isNumber && !character.isWhitespace
  }

  private static func belongs(_ index: Int, _ characters: [Character], _ mistake: Mistake) -> Bool {
    let character = characters[index]
    if character.isLetter { return true }
    if character.isNumber { return mistake != .digitsAreMarks }
    let joining = mistake == .onlyStraightApostrophe ? "'-" : mistake == .onlyApostrophes ? "'’" : "'’-"
    guard joining.contains(character) else { return false }
    func joins(_ place: Int) -> Bool {
      guard characters.indices.contains(place) else { return false }
      return characters[place].isLetter || mistake == .digitsJoin && characters[place].isNumber
    }
    let (left, right) = (joins(index - 1), joins(index + 1))
    return mistake == .oneLetterIsEnough ? left || right : left && right
  }
}
