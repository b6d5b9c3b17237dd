import Foundation
import GradingSupport
import LinearAlgebra

/// What known mistakes make of log-probabilities, losses and their means.
enum LanguageModelSuspects {
  private static func suspects(_ place: String, _ list: [(String, Double)]) -> [Suspect] {
    list.map { Suspect($0.0, at: place, number: $0.1) }
  }

  /// Wrong logarithms of a sentence's probability.
  static func logProbability(of tokens: [Int], logits: Matrix<Double>) -> [Suspect] {
    func total(_ term: (_ step: Int, _ row: [Double]) -> Double) -> Double {
      tokens.indices.reduce(0) { $0 + term($1, logits.row($1).elements) }
    }
    func share(_ step: Int, _ token: Int) -> Double {
      LanguageModelOracle.logShare(token, of: logits.row(step).elements)
    }
    func largest(_ row: [Double]) -> Double { row.max() ?? 0 }
    func logSum(_ row: [Double]) -> Double {
      Foundation.log(row.reduce(0) { $0 + Foundation.exp($1 - largest(row)) })
    }
    let right = LanguageModelOracle.logProbability(of: tokens, logits: logits)
    let count = tokens.count
    let ofTokenBefore = LanguageModelOracle.logProbability(of: [0] + tokens.dropLast(), logits: logits)
    let (maxima, logSums) = (total { largest($1) }, total { logSum($1) })
    return suspects(
      "logProbability(of:logits:)",
      [
        ("the sign is that of a loss", -right),
        ("the mean is taken instead of the sum", right / Double(count)),
        ("the logarithm is taken to base 2", right / Foundation.log(2)),
        ("the logarithm is taken to base 10", right / Foundation.log(10)),
        ("the probability itself is returned", Foundation.exp(right)),
        (
          "the probabilities are summed, and not their logarithms",
          total { step, _ in exp(share(step, tokens[step])) }
        ),
        ("the first prediction is missing", right - share(0, tokens[0])),
        ("the last prediction is missing", right - share(count - 1, tokens[count - 1])),
        ("only the first prediction counts", share(0, tokens[0])),
        (
          "only the last prediction counts: the sum is replaced at every step",
          share(count - 1, tokens[count - 1])
        ),
        ("the logits are treated as logarithms of probabilities", total { $1[tokens[$0]] }),
        ("log Σ exp(z - max) is missing: it is only z_y - max", right + logSums),
        ("log Σ exp(z - max) is added instead of subtracted", right + 2 * logSums),
        ("the largest logit is subtracted inside the logarithm only, and not from z_y", right + maxima),
        ("the largest logit is subtracted twice", right - maxima),
        (
          "the largest logit is added inside exp instead of subtracted",
          total { step, row in row[tokens[step]] - 3 * largest(row) - logSum(row) }
        ),
        (
          "the logarithm of V takes the place of log Σ exp z",
          total { step, row in row[tokens[step]] - largest(row) - Foundation.log(Double(row.count)) }
        ),
        ("every row is asked for the token before its own", ofTokenBefore),
        (
          "the first row's distribution is used at every step",
          tokens.reduce(0) { $0 + share(0, $1) }
        ),
        ("every row is asked for the first token", total { step, _ in share(step, tokens[0]) }),
        (
          "every token of the vocabulary counts, and not only the right one",
          total { step, row in row.indices.reduce(0) { $0 + share(step, $1) } }
        ),
        (
          "the most likely token of each row counts, and not the right one",
          total { step, row in share(step, row.firstIndex(of: largest(row)) ?? 0) }
        ),
      ])
  }

  /// Wrong perplexities.
  static func perplexity(of tokens: [Int], logits: Matrix<Double>) -> [Suspect] {
    let sum = LanguageModelOracle.logProbability(of: tokens, logits: logits)
    let count = Double(tokens.count)
    return suspects(
      "perplexity(of:logits:)",
      [
        ("the sum is not divided by the number of predictions", Foundation.exp(-sum)),
        ("2 is raised to a number of nats", Foundation.exp2(-sum / count)),
        ("10 is raised to a number of nats", Foundation.pow(10, -sum / count)),
        ("the sign of the exponent is wrong", Foundation.exp(sum / count)),
        ("the mean loss is returned without exp", -sum / count),
        (
          "the sum is divided by V instead of the number of predictions",
          Foundation.exp(-sum / Double(logits.columns))
        ),
        ("the sum is divided by one prediction too many", Foundation.exp(-sum / (count + 1))),
        ("the sum is divided by one prediction too few", Foundation.exp(-sum / (count - 1))),
        (
          "the perplexities of the predictions are averaged, and not their logarithms",
          tokens.indices.reduce(0) {
            $0 + Foundation.exp(-LanguageModelOracle.logShare(tokens[$1], of: logits.row($1).elements))
          } / count
        ),
        ("P is divided by T instead of the root taken", Foundation.exp(-sum) / count),
      ])
  }

  /// Wrong losses of a sentence.
  static func loss(of sentence: [Int], _ oracle: LanguageModelOracle) -> [Suspect] {
    let right = oracle.loss(sentence)
    let inputs = oracle.inputs(sentence)
    func loss(_ inputs: [Matrix<Double>], _ targets: [Int]) -> Double {
      -LanguageModelOracle.logProbability(of: targets, logits: oracle.logits(inputs))
    }
    let fromEnd = [inputs[0].map { $0 }].map { row in
      var row = row
      row[0, 0] = 1
      return row
    }
    return suspects(
      "loss(of:)",
      [
        ("the mean is taken instead of the sum", right / Double(sentence.count + 1)),
        ("the prediction of <EOS> is missing", oracle.loss(sentence, withEnd: false)),
        ("the sign is that of a log-probability", -right),
        ("the loss is in bits instead of nats", right / Foundation.log(2)),
        (
          "the perplexity is returned instead of the loss", Foundation.exp(right / Double(sentence.count + 1))
        ),
        ("every step reads the token it must predict", loss(Array(inputs.dropFirst()), sentence)),
      ])
      + [
        Suspect(
          "the one-hot rows of the inputs stay zeros", at: "teacherForcing(_:vocabularySize:)", task: 2,
          number: oracle.loss(sentence, mistake: .everyInputNothing)),
        Suspect(
          "the first input is <EOS> instead of a row of zeros", at: "teacherForcing(_:vocabularySize:)",
          task: 2, number: loss(fromEnd + inputs.dropFirst(), sentence + [0])),
      ]
      + LanguageModelOracle.Mistake.allCases.map {
        Suspect($0.description, at: "logits(_:)", number: oracle.loss(sentence, mistake: $0))
      }
  }

  /// Wrong means over the predictions of some sentences.
  static func bits(_ sentences: [[Int]], _ oracle: LanguageModelOracle) -> [Suspect] {
    let right = oracle.bits(sentences)
    let losses = sentences.map { oracle.loss($0) }
    let lengths = sentences.map { Double($0.count) }
    let means = zip(losses, lengths).map { $0 / ($1 + 1) }
    let (sum, tokens, count) = (losses.reduce(0, +), lengths.reduce(0, +), Double(sentences.count))
    let joined = oracle.loss(Array(sentences.joined(separator: [0])))
    let log2 = Foundation.log(2.0)
    return suspects(
      "bitsPerPrediction(of:)",
      [
        ("the result is in nats instead of bits", right * log2),
        ("nats are multiplied by log 2 instead of divided", right * log2 * log2),
        ("nats are divided by 2 instead of log 2", right * log2 / 2),
        ("nats are divided by log 10 instead of log 2", right * log2 / Foundation.log(10)),
        (
          "each sentence counts the same, however long it is", means.reduce(0, +) / count / log2
        ),
        ("<EOS> is not counted among the predictions", sum / tokens / log2),
        ("only one <EOS> is counted for all sentences", sum / (tokens + 1) / log2),
        ("each sentence is counted one token too short", sum / (tokens - count) / log2),
        ("each sentence is counted with two predictions too many", sum / (tokens + 2 * count) / log2),
        ("the sum is divided by the number of sentences", sum / count / log2),
        (
          "the sentences are read as one long text, so that each starts from the state that another left",
          joined / (tokens + count) / log2
        ),
        ("the sum is not divided", sum / log2),
        (
          "the sum is multiplied by the number of predictions instead of divided",
          sum * (tokens + count) / log2
        ),
        ("the losses are subtracted instead of added: the sign is turned", -right),
        ("only the first sentence counts", means[0] / log2),
        ("only the last sentence counts", means[means.count - 1] / log2),
      ])
  }
}
