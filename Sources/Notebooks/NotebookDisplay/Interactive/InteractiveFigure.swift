import Foundation
import LinearAlgebra

/// A figure to play with: the program of the book that draws it, and the numbers it starts from.
///
/// Numbers are kept with four significant digits, so they are the same on every machine.
public struct InteractiveFigure: Sendable {
  /// The program, `figure-NAME.js`.
  let name: String
  private let values: [String: Value]

  /// The numbers as a JSON object, the same text for the same figure.
  var json: String {
    let fields = values.sorted { $0.key < $1.key }.map { "\(Value.quoted($0.key)):\($0.value.json)" }
    return "{\(fields.joined(separator: ","))}"
  }

  /// The steps of a recurrent cell with tanh, part by part, back and forth.
  ///
  /// - Parameters:
  ///   - inputs: X_t, one row [1, I] per step.
  ///   - state: H_0, [1, H].
  ///   - weightIH: [I, H].
  ///   - weightHH: [H, H].
  ///   - bias: [1, H].
  /// - Precondition: there are two inputs and two hidden units, which is what the figure has room for.
  public static func recurrentStep(
    inputs: [Matrix<Double>], state: Matrix<Double>, weightIH: Matrix<Double>, weightHH: Matrix<Double>,
    bias: Matrix<Double>
  ) -> InteractiveFigure {
    let (row, square) = (MatrixShape(1, 2), MatrixShape(2, 2))
    precondition(
      [weightIH, weightHH].allSatisfy { $0.shape == square }
        && (inputs + [state, bias]).allSatisfy { $0.shape == row } && !inputs.isEmpty,
      "the figure of a recurrent step has two inputs and two units, not weights of shapes \(weightIH.shape) and "
        + "\(weightHH.shape)")
    return InteractiveFigure(
      name: "recurrent-step",
      values: [
        "inputs": .rows(inputs.map(\.elements)), "state": .numbers(state.elements),
        "weightIH": .rows(rows(weightIH)), "weightHH": .rows(rows(weightHH)), "bias": .rows(rows(bias)),
      ])
  }

  /// One LSTM unit with gates that the reader sets, and its memory over time.
  ///
  /// - Parameters:
  ///   - candidates: the candidate of each step, between −1 and 1; mostly 0, so the memory is seen to fade.
  ///   - forget: the forget gate at the start, from 0 to 1.
  ///   - input: the input gate at the start.
  ///   - output: the output gate at the start.
  public static func memory(
    candidates: [Double], forget: Double, input: Double, output: Double
  ) -> InteractiveFigure {
    InteractiveFigure(
      name: "memory",
      values: [
        "candidates": .numbers(candidates), "forget": .number(forget), "input": .number(input),
        "output": .number(output),
      ])
  }

  /// The probabilities of the most likely tokens at each temperature, and a text that was sampled with it.
  ///
  /// - Parameters:
  ///   - logits: the logits of all tokens at one step.
  ///   - tokens: the name of each token.
  ///   - count: the number of tokens shown.
  ///   - samples: a temperature and a text the model wrote with it, in the order of the temperatures.
  /// - Precondition: there are as many tokens as logits, and a sample.
  public static func temperature(
    logits: [Double], tokens: [String], showing count: Int = 7, samples: [(temperature: Double, text: String)]
  ) -> InteractiveFigure {
    precondition(
      logits.count == tokens.count && !samples.isEmpty,
      "\(logits.count) logits need as many tokens, not \(tokens.count), and a sample")
    let ranked = logits.indices.sorted { logits[$0] > logits[$1] }
    return InteractiveFigure(
      name: "temperature",
      values: [
        "tokens": .texts(ranked.prefix(count).map { tokens[$0] }),
        "logits": .numbers(ranked.prefix(count).map { logits[$0] }),
        "others": .numbers(ranked.dropFirst(count).map { logits[$0] }),
        "temperatures": .numbers(samples.map(\.temperature)), "texts": .texts(samples.map(\.text)),
      ])
  }

  /// Gradient descent on the loss (h_T − target)² of one unit, h_t = tanh(w h_{t−1} + bias), with or without clipping.
  ///
  /// - Parameters:
  ///   - weights: the weights w of the picture.
  ///   - weight: the weight at the start.
  ///   - state: h_0.
  ///   - bias: the bias.
  ///   - target: the wanted last state.
  ///   - steps: T.
  public static func wall(
    weights: ClosedRange<Double>, startingAt weight: Double, state: Double, bias: Double, target: Double,
    steps: Int
  ) -> InteractiveFigure {
    InteractiveFigure(
      name: "wall",
      values: [
        "from": .number(weights.lowerBound), "to": .number(weights.upperBound), "weight": .number(weight),
        "start": .number(state), "bias": .number(bias), "target": .number(target),
        "steps": .number(Double(steps)),
      ])
  }

  /// The weights of each output over the inputs, such as those of attention: rows are outputs, columns are inputs.
  public static func alignment(_ map: HeatMap) -> InteractiveFigure {
    InteractiveFigure(
      name: "alignment",
      values: [
        "rows": .texts(map.rowLabels), "columns": .texts(map.columnLabels), "values": .rows(rows(map.values)),
        "rowName": .text(map.yLabel), "columnName": .text(map.xLabel),
      ])
  }

  /// A text in the colors of one of several units.
  ///
  /// - Parameters:
  ///   - text: the text, with the unit that the picture shows.
  ///   - others: the names of other units, with a value for each token.
  /// - Precondition: every unit has a value for each token.
  public static func neuron(_ text: TextHeat, others: [(name: String, values: [Double])])
    -> InteractiveFigure
  {
    precondition(
      others.allSatisfy { $0.values.count == text.tokens.count },
      "a text of \(text.tokens.count) tokens needs as many values of every unit")
    return InteractiveFigure(
      name: "neuron",
      values: [
        "tokens": .texts(text.tokens), "units": .texts([text.label] + others.map(\.name)),
        "values": .rows([text.values] + others.map(\.values)), "next": .lists(text.nextTokens),
      ])
  }

  private static func rows(_ matrix: Matrix<Double>) -> [[Double]] {
    (0..<matrix.rows).map { matrix.row($0).elements }
  }
}

extension InteractiveFigure {
  /// What a figure can be given.
  private enum Value: Sendable {
    case number(Double)
    case numbers([Double])
    case rows([[Double]])
    case text(String)
    case texts([String])
    case lists([[String]])

    var json: String {
      switch self {
      case .number(let number): number.isFinite ? NumberText.short(number) : "null"
      case .numbers(let numbers): Self.list(numbers.map { Value.number($0).json })
      case .rows(let rows): Self.list(rows.map { Value.numbers($0).json })
      case .text(let text): Self.quoted(text)
      case .texts(let texts): Self.list(texts.map(Self.quoted))
      case .lists(let lists): Self.list(lists.map { Value.texts($0).json })
      }
    }

    private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

    static func quoted(_ text: String) -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
  }
}
