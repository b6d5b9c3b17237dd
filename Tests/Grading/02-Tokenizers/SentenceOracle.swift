/// The sentences of a text once more, in plain loops, correct or with one known mistake.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct SentenceOracle {
  /// A mistake that learners really make.
  enum Mistake: CaseIterable {
    case none, pointEndsNothing, abbreviationsIgnored, closersTwice, closersLeft, neverCut, notAdded,
      restLost,
      smallLetterIgnored, everyMarkCuts, untrimmed, marksLost, capitalNeeded, runCutMarkByMark,
      ellipsisIgnored

    /// The mistake in the words of the report.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .pointEndsNothing:
        return "a single period never ends a sentence, as if each belonged to an abbreviation"
      case .abbreviationsIgnored: return "every period ends a sentence, even that of an abbreviation"
      case .closersTwice:
        return "the next sentence starts right after the marks, so the closing quotes are in both"
      case .closersLeft: return "a closing quote is left to the next sentence"
      case .neverCut: return "no sentence is added before the text ends"
      case .notAdded: return "a sentence is not added to the list when it ends"
      case .restLost: return "the text after the last mark is lost"
      case .smallLetterIgnored: return "a sentence is cut before a lowercase letter"
      case .everyMarkCuts: return "a sentence ends at every mark, inside numbers and names too"
      case .untrimmed: return "the whitespace around a sentence is kept"
      case .marksLost: return "the marks are missing"
      case .capitalNeeded: return "a sentence ends only before an uppercase letter, not before a digit"
      case .ellipsisIgnored: return "the character … is not among the marks"
      case .runCutMarkByMark: return "only the first mark of a run belongs to the sentence"
      }
    }
  }

  let abbreviations: Set<String>
  let mistake: Mistake

  private var marks: String { mistake == .ellipsisIgnored ? ".!?" : ".!?…" }

  func sentences(in text: String) -> [String] {
    let characters = Array(text)
    var (result, start, index) = ([String](), 0, 0)
    while index < characters.count {
      guard marks.contains(characters[index]) else {
        index += 1
        continue
      }
      var (end, closed) = (index, index)
      while end < characters.count, marks.contains(characters[end]) { end += 1 }
      closed = end
      while closed < characters.count, "\"”’)".contains(characters[closed]) { closed += 1 }
      if mistake == .closersLeft { closed = end }
      if mistake == .runCutMarkByMark { closed = index + 1 }
      if ends(characters, index, end, closed) {
        let sentence = body(characters[start..<(mistake == .marksLost ? index : closed)])
        if mistake != .notAdded { result.append(sentence) }
        start = mistake == .closersTwice ? end : closed
      }
      index = max(closed, index + 1)
    }
    let rest = body(characters[start...])
    return rest.allSatisfy(\.isWhitespace) || mistake == .restLost ? result : result + [rest]
  }

  private func ends(_ characters: [Character], _ index: Int, _ end: Int, _ closed: Int) -> Bool {
    if mistake == .neverCut { return false }
    let isPoint = end == index + 1 && characters[index] == "."
    if isPoint, mistake == .pointEndsNothing { return false }
    if isPoint, mistake != .abbreviationsIgnored, abbreviations.contains(word(characters, before: index)) {
      return false
    }
    guard closed < characters.count, mistake != .everyMarkCuts else { return true }
    guard characters[closed].isWhitespace || mistake == .closersLeft || mistake == .runCutMarkByMark else {
      return false
    }
    let next = characters[closed...].first { $0.isLetter || $0.isNumber }
    if mistake == .capitalNeeded { return next?.isUppercase != false }
    return mistake == .smallLetterIgnored || next?.isLowercase != true
  }

  private func word(_ characters: [Character], before index: Int) -> String {
    var start = index
    while start > 0, !characters[start - 1].isWhitespace, !"\"“”‘’(".contains(characters[start - 1]) {
      start -= 1
    }
    return String(characters[start..<index]).lowercased()
  }

  private func body(_ characters: ArraySlice<Character>) -> String {
    if mistake == .untrimmed { return String(characters) }
    var rest = characters
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
