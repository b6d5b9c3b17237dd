import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// A text without its last tenth, and that tenth, which is used for evaluation.
///
/// This file does not import the exercise: no submission can change these results.
struct TestedText {
  /// The text for the student's training.
  let given: TrainingText
  private let windows: SequentialWindows

  init(_ text: String) {
    let cut = text.count * 9 / 10
    given = TrainingText(String(text.prefix(cut)))
    // No model can predict characters that never occur in the given part, so they are omitted.
    let known = Set(given.tokenizer.vocabulary.tokens)
    let test = text.dropFirst(cut).filter { known.contains(String($0)) }
    let tokens = (try? given.tokenizer.encode(String(test))) ?? []
    windows = SequentialWindows(tokens, batchSize: 1, stepCount: 64, includesPartialWindow: true)
  }

  /// The perplexity of a character bigram model, with 1 added to each count.
  var pairPerplexity: Double {
    let pairs = NGramModel(
      order: 2, counting: given.training + given.heldOut, vocabularySize: given.vocabularySize)
    return RecurrentNetworks.perplexity(meanCrossEntropy: pairs.meanCrossEntropy(over: windows))
  }

  /// The perplexity of a model that reads the test part from the zero state on.
  func perplexity<Cell: RecurrentCell>(of model: LanguageModel<Cell>) -> Double {
    var state: LanguageModel<Cell>.State?
    var (sum, count) = (0.0, 0)
    for index in 0..<windows.windowCount {
      let window = windows[index]
      let (loss, next) = model.loss(of: window, from: state)
      state = next
      sum += loss * Double(window.predictionCount)
      count += window.predictionCount
    }
    return RecurrentNetworks.perplexity(meanCrossEntropy: sum / Double(max(1, count)))
  }
}
