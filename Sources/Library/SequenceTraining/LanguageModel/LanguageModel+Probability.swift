import LinearAlgebra
import RecurrentNetworks

extension LanguageModel {
  /// `log P(y_1 … y_T) = Σ_t log P(y_t | y_1 … y_{t-1})`, in nats: how likely the model finds a whole sentence.
  ///
  /// The first input is a row of zeros, `x_1 = 0`, and each later one the token before, `x_t = y_{t-1}`; to ask for
  /// the probability of a sentence that ends there, let `<EOS>` be its last token.
  ///
  /// - Precondition: every token is one of the model's.
  public func logProbability(of sentence: [Int]) -> Double {
    guard let first = sentence.first else { return 0 }
    let reader = LanguageModelReader(self)
    var sum = -Double(crossEntropy(logits: reader.readNothing(), targets: [first]))
    for (token, next) in zip(sentence, sentence.dropFirst()) {
      sum -= Double(crossEntropy(logits: reader.read(token), targets: [next]))
    }
    return sum
  }

  /// `P(sentence)^{-1/T}`: among how many equally likely tokens the model hesitates, on average over a sentence.
  ///
  /// - Precondition: the sentence has at least one token.
  public func perplexity(of sentence: [Int]) -> Double {
    require(!sentence.isEmpty, "a sentence without tokens has no perplexity")
    return RecurrentNetworks.perplexity(
      meanCrossEntropy: -logProbability(of: sentence) / Double(sentence.count))
  }
}
