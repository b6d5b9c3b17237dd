import Exercise12GatedNetworks
import Foundation
import GradingSupport
import LinearAlgebra
import SequenceTraining

/// Task 7, graded by its result: a model on the student's own text, and on a new one.
final class OwnModelTests: GradedTestCase {
  private func perplexity(of model: TrainedModel, on text: TestedText) -> Double {
    switch model {
    case .rnn(let model): text.perplexity(of: model)
    case .gru(let model): text.perplexity(of: model)
    case .lstm(let model): text.perplexity(of: model)
    }
  }

  private func vocabularySize(of model: TrainedModel) -> Int {
    switch model {
    case .rnn(let model): model.vocabularySize
    case .gru(let model): model.vocabularySize
    case .lstm(let model): model.vocabularySize
    }
  }

  func testTask7_theTextIsLongEnoughAndReal() throws {
    try grade {
      let text = try ownText()
      try assertWithin(
        4000...1_000_000, [Double(text.count)], "the number of characters of ownText()",
        hint: "With fewer than 4,000 characters there is too little to learn from.")
      // A text of counted sentences differs only in its numbers.
      let characters = text.map { $0.isNumber ? "0" : $0 }
      let pieces = stride(from: 0, to: characters.count - 30, by: 1).map { String(characters[$0..<$0 + 30]) }
      let share = Double(Set(pieces).count) / Double(pieces.count)
      try assertWithin(
        0.5...1, [share],
        "the share of different pieces among the pieces of 30 characters, with every digit read as 0",
        hint: "The text repeats itself: write more instead of copying. A refrain can stay.")
      let isTheCourses = ["an old man named Tobin", "there is a small town by the sea, and the name"].contains
      {
        text.lowercased().contains($0.lowercased())
      }
      try assertEqual(isTheCourses, false, "whether ownText() is the course's own book of tales")
    }
  }

  func testTask7_theModelBeatsBigramsOnTheStudentsText() throws {
    try grade { try check(TestedText(try ownText()), below: 1, "your own text") }
  }

  func testTask7_theModelClearlyBeatsBigramsOnAnUnseenText() throws {
    try grade {
      var generator = makeGenerator()
      try check(
        TestedText(MadeUpText.text(length: 6000, using: &generator)), below: 0.75,
        "a text of made-up sentences")
    }
  }

  private func check(_ text: TestedText, below share: Double, _ name: String) throws {
    let model = try trainModel(on: text.given)
    try assertEqual(
      vocabularySize(of: model), text.given.vocabularySize, "V of the model trained on \(name)",
      hint: "The model must know the characters of its text.")
    let limit = share * text.pairPerplexity
    let factor = share == 1 ? "" : "\(share) times "
    let reached = perplexity(of: model, on: text)
    let size = Double(text.given.vocabularySize)
    let hint =
      reached > 0.6 * size
      ? "An untrained model has about this perplexity, because a guess among V = \(Int(size)) characters has "
        + "perplexity V: check which model trainModel(on:) returns."
      : "Look at heldOutLoss() while you train: does it still fall, or has it begun to rise?"
    try assertWithin(
      0...limit, [reached],
      "perplexity on the unseen last tenth of \(name), which must be at most \(factor)that of a character "
        + "bigram model", hint: hint)
  }
}
