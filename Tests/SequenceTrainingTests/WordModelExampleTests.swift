import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// The program of the article on training, as its reader types it.
final class WordModelExampleTests: XCTestCase {
  func testTheExampleOfTheArticleRuns() throws {
    let file = URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("words-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    let stepCount = 12
    var written = ""
    func print(_ text: String, terminator: String = "\n") { written += text + terminator }

    // The program.
    let text = try TrainingText(contentsOf: CourseText.lighthouse!, tokens: .words)
    var plan = TrainingPlan()
    (plan.layerCount, plan.hiddenSize, plan.embeddingSize, plan.dropout) = (2, 64, 32, 0.3)
    plan.fit(to: text, batchSize: nil, stepCount: stepCount)
    let trainer = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text)
    let best = try trainer.run { print("update \($0): held out \($1)") }
    print("the best model is that of update \(best.step)")
    try trainer.save(to: file)
    let model = try ModelCheckpoint<LSTMCell<Float>>(contentsOf: file)
    var generator = SplitMix64(seed: 7)
    let sampler = try Sampler(temperature: 0.8)
    try model.sample(after: "The lamp", length: 40, with: sampler, using: &generator) { words in
      print(words, terminator: "")
      return true
    }

    XCTAssertTrue(written.contains("update 12: held out "), written)
    XCTAssertGreaterThan(written.split(separator: " ").count, 30)
  }
}

extension WordModelExampleTests {
  /// The article's first program equals the one in this file, line by line, except for the length and the
  /// path.
  func testTheArticleShowsThisProgram() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let article = root.appendingPathComponent(
      "Sources/Library/SequenceTraining/SequenceTraining.docc/TrainingOnWords.md")
    let shown = try String(contentsOf: article, encoding: .utf8).components(separatedBy: "```")[1]
    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let lines = Set(source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    let own = ["let stepCount = ", "let file = "]
    for line in shown.split(separator: "\n").dropFirst() where !own.contains(where: line.hasPrefix) {
      XCTAssertTrue(lines.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
    }
  }
}
