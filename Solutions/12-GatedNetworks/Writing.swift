import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// Task 6. Lets a trained model continue a prompt.
///
/// The model reads the prompt from the zero state. Then each character is drawn from the model's probabilities and fed
/// back as the next input. Prompt characters unknown to the model are skipped.
///
/// - Parameters:
///   - model: a model of characters, V of them.
///   - prompt: the beginning; at least one of its characters is known to the model.
///   - count: the number of characters to write.
///   - temperature: the divisor of the logits before the softmax; 0 takes the most likely character each time.
///   - tokenizer: the model's characters, by index.
///   - generator: the source of randomness.
/// - Returns: the `count` new characters, without the prompt.
public func write<Cell: RecurrentCell>(
  with model: LanguageModel<Cell>, after prompt: String, count: Int, temperature: Double,
  tokenizer: CharacterTokenizer, using generator: inout SplitMix64
) throws -> String {
  let known = Set(tokenizer.vocabulary.tokens)
  let promptTokens = try tokenizer.encode(prompt.filter { known.contains(String($0)) })
  var written: [Int] = []
  model.sample(
    after: promptTokens, length: count, with: try Sampler(temperature: temperature), using: &generator
  ) { token in
    written.append(token)
    return true  // continue until `count` tokens are drawn
  }
  return tokenizer.decode(written)
}
