import Exercise06LanguageModel
import GradingSupport
import LinearAlgebra

/// Task 2: inputs and targets. V = 7.
final class PairTests: GradedTestCase {
  private let place = "teacherForcing(_:vocabularySize:)"

  private func rows(_ tokens: [Int?]) -> [Matrix<Double>] {
    tokens.map { token in
      Matrix([(0..<7).map { $0 == token ? 1 : 0 }])
    }
  }

  private func makeSentence() -> [Int] {
    var generator = makeGenerator()
    return (1...6).shuffled(using: &generator) + [3]
  }

  func testTask2_eachInputIsThePreviousToken() throws {
    try grade {
      let sentence = makeSentence()
      try assertClose(
        teacherForcing(sentence, vocabularySize: 7).inputs, rows([nil] + sentence),
        "the inputs of \(sentence)",
        suspects: [
          Suspect(
            "the inputs are not one step behind the targets, so a step reads what it must predict",
            at: place, rows(sentence + [0])),
          Suspect("the inputs are those of the sentence alone", at: place, rows(sentence)),
          Suspect("the first input is <EOS> instead of a row of zeros", at: place, rows([0] + sentence)),
          Suspect("the last token is never read", at: place, rows([nil] + sentence.dropLast())),
          Suspect("<EOS> is read too", at: place, rows([nil] + sentence + [0])),
          Suspect(
            "the rows stay zeros: the 1 of each token is never set", at: place,
            rows([nil] + sentence.map { _ in nil })),
          Suspect(
            "the inputs are two steps behind the targets", at: place, rows([nil, nil] + sentence.dropLast())),
          Suspect("the row of zeros is at the end", at: place, rows(sentence + [nil])),
          Suspect("the tokens are read in reverse order", at: place, rows([nil] + sentence.reversed())),
          Suspect(
            "each row keeps the ones of the rows before it", at: place,
            rows([nil] + sentence).indices.map { step in
              Matrix([(0..<7).map { sentence.prefix(step).contains($0) ? 1 : 0 }])
            }),
          Suspect(
            "the place after each token is set: columns count from 0", at: place,
            rows([nil] + sentence.map { $0 + 1 })),
          Suspect(
            "the place before each token is set: columns count from 0", at: place,
            rows([nil] + sentence.map { $0 - 1 })),
        ], hint: "x_1 is a row of zeros, x_t the one-hot row of y_{t-1}.")
    }
  }

  func testTask2_theTargetsAreTheSentenceAndItsEnd() throws {
    try grade {
      let sentence = makeSentence()
      // In steps: one long list takes Swift 6.0 minutes.
      let (later, earlier): ([Int], [Int]) = (Array(sentence.dropFirst()), Array(sentence.dropLast()))
      let reversed: [Int] = sentence.reversed()
      let suspects: [ValueSuspect<[Int]>] = [
        ValueSuspect("<EOS> is not a target, so that the model never learns to stop", at: place, sentence),
        ValueSuspect("<EOS> is before the sentence", at: place, [0] + sentence),
        ValueSuspect("the targets are one step too late", at: place, later + [0]),
        ValueSuspect("the last token is no target", at: place, earlier + [0]),
        ValueSuspect("<EOS> is a target twice", at: place, sentence + [0, 0]),
        ValueSuspect("<EOS> is also a target at the start", at: place, [0] + sentence + [0]),
        ValueSuspect("the targets are in reverse order", at: place, reversed + [0]),
        ValueSuspect("V is appended as <EOS>, which is token 0", at: place, sentence + [7]),
        ValueSuspect("V - 1 is appended as <EOS>, which is token 0", at: place, sentence + [6]),
        ValueSuspect("the targets are what goes in, one step behind", at: place, [0] + earlier + [0]),
      ]
      try assertEqual(
        teacherForcing(sentence, vocabularySize: 7).targets, sentence + [0], "the targets of \(sentence)",
        suspects: suspects,
        hint: "The target of a step is the token that comes next, and <EOS> after the last.")
    }
  }

  func testTask2_anEmptySentenceIsOnlyItsEnd() throws {
    try grade {
      let pairs = try teacherForcing([], vocabularySize: 7)
      try assertClose(pairs.inputs, rows([nil]), "the inputs of an empty sentence")
      try assertEqual(pairs.targets, [0], "the targets of an empty sentence", suspects: [])
      let one = try teacherForcing([5], vocabularySize: 7)
      try assertClose(one.inputs, rows([nil, 5]), "the inputs of a sentence of one token")
      try assertEqual(one.targets, [5, 0], "the targets of a sentence of one token", suspects: [])
    }
  }

  func testTask2_theRowsAreAsWideAsTheVocabulary() throws {
    try grade {
      for size in [12, 5] {
        let expected = [nil, 3, 1, 3].map { token in Matrix([(0..<size).map { $0 == token ? 1.0 : 0 }]) }
        try assertClose(
          teacherForcing([3, 1, 3], vocabularySize: size).inputs, expected,
          "the inputs of [3, 1, 3] with V = \(size)",
          hint: "V is vocabularySize, whatever tokens occur.")
      }
    }
  }
}
