import Exercise02Tokenizers
import GradingSupport

/// Task 2: sentences.
final class SentenceTests: GradedTestCase {
  private let abbreviations: Set<String> = ["dr", "mr", "e.g", "a.m"]
  private let place = "what sentences(in:abbreviations:) takes for an end"
  private let whole = "Sentences come without the whitespace around them, and with their marks."

  private func check(
    _ text: String, _ expected: [String], _ suspects: [(mistake: String, gives: [String])],
    hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let found = try sentences(in: text, abbreviations: abbreviations)
    func letters(_ text: String) -> String { text.filter(\.isLetter) }
    let hasSameWords = found.map(letters) == expected.map(letters)
    try assertEqual(
      found, expected, "sentences(in:) of \(quoted(text))",
      suspects: suspects.map { ValueSuspect($0.mistake, at: place, $0.gives) } + knownSuspects(text),
      hint: hint ?? (hasSameWords ? whole : nil), file: file, line: line)
  }

  /// The sentences of a text with each known mistake.
  private func knownSuspects(_ text: String) -> [ValueSuspect<[String]>] {
    SentenceOracle.Mistake.allCases.map { mistake in
      let oracle = SentenceOracle(abbreviations: abbreviations, mistake: mistake)
      return ValueSuspect(mistake.description, at: place, oracle.sentences(in: text))
    }
  }

  func testTask2_aSentenceEndsAfterItsMarks() throws {
    try grade {
      var generator = makeGenerator()
      let ends = [".", "!", "?", "?!", "...", "…"].shuffled(using: &generator)
      let starts = ["The lamp turned", "Who is there", "Rosa sang", "It rained", "Nobody came", "So it goes"]
        .shuffled(using: &generator)
      let expected = zip(starts, ends).map { $0 + $1 }
      let gaps = [" ", "\n", "  ", " \t"]
      let text = expected.reduce("") { $0 + $1 + gaps.randomElement(using: &generator)! }
      try check(
        text, expected,
        [
          ("the marks are missing", starts),
          ("a text without an end after its last mark loses its last sentence", Array(expected.dropLast())),
        ])
    }
  }

  func testTask2_anAbbreviationDoesNotEndASentence() throws {
    try grade {
      try check(
        "Dr. No arrived. He met Mr. Lee, e.g. Tuesday. They talked.",
        ["Dr. No arrived.", "He met Mr. Lee, e.g. Tuesday.", "They talked."],
        [
          (
            "every period ends a sentence, even that of an abbreviation",
            ["Dr.", "No arrived.", "He met Mr.", "Lee, e.g.", "Tuesday.", "They talked."]
          ),
          (
            "an abbreviation that starts with an uppercase letter is not recognized",
            ["Dr.", "No arrived.", "He met Mr.", "Lee, e.g. Tuesday.", "They talked."]
          ),
        ], hint: "Abbreviations are given in lowercase and without their last period.")
    }
  }

  func testTask2_onlyASinglePeriodBelongsToAnAbbreviation() throws {
    try grade {
      try check(
        "They waited for the Dr... Nobody came. Is it 9 a.m.? Rosa sleeps.",
        ["They waited for the Dr...", "Nobody came.", "Is it 9 a.m.?", "Rosa sleeps."],
        [
          (
            "a run of several marks after an abbreviation is treated as its period",
            ["They waited for the Dr... Nobody came.", "Is it 9 a.m.? Rosa sleeps."]
          ),
          (
            "an ellipsis after an abbreviation is treated as its period",
            ["They waited for the Dr... Nobody came.", "Is it 9 a.m.?", "Rosa sleeps."]
          ),
          (
            "a period of an abbreviation with another mark after it does not end a sentence",
            ["They waited for the Dr...", "Nobody came.", "Is it 9 a.m.? Rosa sleeps."]
          ),
        ], hint: "Only a run of one mark, and that a point, can be the point of an abbreviation.")
      for mark in ["?", "!", "…"] {
        try check(
          "Is this the Dr\(mark) Rosa nods.", ["Is this the Dr\(mark)", "Rosa nods."],
          [
            (
              "any single mark after an abbreviation is treated as its period",
              ["Is this the Dr\(mark) Rosa nods."]
            )
          ], hint: "Only a point belongs to an abbreviation.")
      }
    }
  }

  func testTask2_quotesAndBracketsCloseWithTheirSentence() throws {
    try grade {
      try check(
        "“Dr. No is here.” (Mr. Lee is too.) \"Really?!\" It was so.",
        ["“Dr. No is here.”", "(Mr. Lee is too.)", "\"Really?!\"", "It was so."],
        [
          (
            "only a mark with whitespace right after it ends a sentence, so closing quotes hide it",
            ["“Dr. No is here.” (Mr. Lee is too.) \"Really?!\" It was so."]
          ),
          (
            "a closing quote is left to the next sentence",
            ["“Dr. No is here.", "” (Mr. Lee is too.", ") \"Really?!", "\" It was so."]
          ),
          (
            "an abbreviation after an opening quote or bracket is not recognized",
            ["“Dr.", "No is here.”", "(Mr.", "Lee is too.)", "\"Really?!\"", "It was so."]
          ),
        ])
      for close in ["\"", "”", "’", ")", "”)", "’”"] {
        try check(
          "She came.\(close) It rained.", ["She came.\(close)", "It rained."],
          [
            ("\(close) does not close with its sentence", ["She came.\(close) It rained."]),
            ("\(close) is left to the next sentence", ["She came.", "\(close) It rained."]),
          ], hint: "Quotes and brackets that close after the marks are \" ” ’ and ).")
      }
      for open in ["\"", "“", "‘", "("] {
        try check(
          "He said: \(open)Dr. No came. It rained.", ["He said: \(open)Dr. No came.", "It rained."],
          [
            (
              "an abbreviation after \(open) is not recognized",
              ["He said: \(open)Dr.", "No came.", "It rained."]
            )
          ], hint: "The word before a point reaches back to the last whitespace, quote or bracket.")
      }
    }
  }

  func testTask2_aSentenceContinuesWithALowercaseLetter() throws {
    try grade {
      try check(
        "“Stop!” he said. Well... perhaps. Yes! “No? why not?” asked she.",
        ["“Stop!” he said.", "Well... perhaps.", "Yes!", "“No? why not?” asked she."],
        [
          (
            "a sentence is cut before a lowercase letter",
            ["“Stop!”", "he said.", "Well...", "perhaps.", "Yes!", "“No?", "why not?”", "asked she."]
          )
        ])
      try check(
        "Stop! ça ira, he said. Yes.", ["Stop! ça ira, he said.", "Yes."],
        [("only a to z count as lowercase letters", ["Stop!", "ça ira, he said.", "Yes."])],
        hint: "Ask the next letter whether it isLowercase: ç is a lowercase letter too.")
      for gap in ["  ", "\n", "\n\n", " \t", " (", " “"] {
        try check(
          "Stop!\(gap)he said. Yes.", ["Stop!\(gap)he said.", "Yes."],
          [
            (
              "a lowercase letter is looked for right after one space, not after several, a line break, or a quote",
              ["Stop!", gap.trimmingPrefix(while: \.isWhitespace) + "he said.", "Yes."]
            )
          ], hint: "Pass over all that is neither letter nor digit: is the next letter a small one?")
      }
    }
  }

  func testTask2_aMarkWithoutWhitespaceAfterItEndsNothing() throws {
    try grade {
      try check(
        "It costs 3.14 at Example.Org today. Is 7.A.M right? Good",
        ["It costs 3.14 at Example.Org today.", "Is 7.A.M right?", "Good"],
        [
          (
            "a sentence ends at every mark, inside numbers and names too",
            ["It costs 3.", "14 at Example.", "Org today.", "Is 7.", "A.", "M right?", "Good"]
          ),
          (
            "the text after the last mark is lost",
            ["It costs 3.14 at Example.Org today.", "Is 7.A.M right?"]
          ),
        ])
      try check(
        "It rained. Rosa met the Dr.", ["It rained.", "Rosa met the Dr."],
        [
          ("what ends with an abbreviation is lost at the end of the text", ["It rained."]),
          (
            "what ends with an abbreviation is cut off at the end of the text",
            ["It rained.", "Rosa met the"]
          ),
        ], hint: "What is left after the last sentence is a sentence too.")
    }
  }

  func testTask2_aTextWithoutSentencesHasNone() throws {
    try grade {
      try check(
        "", [], [("an empty text gives an empty sentence", [""])],
        hint: "An empty text has no sentences.")
      try check(
        " \n ", [], [("text of only whitespace gives an empty sentence", [""])],
        hint: "An empty text has no sentences.")
    }
  }
}
