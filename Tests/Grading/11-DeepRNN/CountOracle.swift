/// The sizes of a network and the number of its parameters: correct, or with one known mistake.
///
/// This file does not import the exercise: no submission can change these results.
struct CountOracle: Sendable {
  let input: Int
  let hidden: [Int]
  let dense: Int
  let output: Int

  var sizes: [Int] { [input] + hidden + [dense, output] }

  private var last: Int { hidden[hidden.count - 1] }
  private var below: [Int] { [input] + hidden.dropLast() }

  /// The shapes of all matrices: three for every recurrent layer, two for each of the dense ones.
  var count: Int {
    let shapes =
      zip(below, hidden).flatMap { [($0, $1), ($1, $1), (1, $1)] }
      + [(last, dense), (1, dense), (dense, output), (1, output)]
    return shapes.reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Only the recurrent part; `layer` counts one layer from the size below and its own.
  private func recurrent(_ layer: (_ below: Int, _ size: Int) -> Int) -> Int {
    zip(below, hidden).reduce(0) { $0 + layer($1.0, $1.1) }
  }

  private var inputWeights: Int { recurrent { $0 * $1 } }
  private var stateWeights: Int { recurrent { $1 * $1 } }
  private var biases: Int { hidden.reduce(0, +) }
  private var denseLayer: Int { (last + 1) * dense }
  private var outputLayer: Int { (dense + 1) * output }

  /// Mistakes learners really make in counting.
  static let mistakes: [(mistake: String, count: @Sendable (CountOracle) -> Int)] = [
    (
      "every layer is counted as if it read the inputs",
      { $0.count - $0.inputWeights + $0.input * $0.biases }
    ),
    ("the weights from the layer below are missing", { $0.count - $0.inputWeights }),
    ("the weights from state to state are missing", { $0.count - $0.stateWeights }),
    ("the biases of the recurrent layers are missing", { $0.count - $0.biases }),
    ("two biases a recurrent layer are counted", { $0.count + $0.biases }),
    (
      "the weights from state to state are counted with the size below, though W_hh is [H, H]",
      { $0.count - $0.stateWeights + $0.inputWeights }
    ),
    (
      "the weights from the layer below are counted as [H, H] instead of [H below, H]",
      { $0.count - $0.inputWeights + $0.stateWeights }
    ),
    (
      "the weights from the layer below are counted as a square of the size below",
      { $0.count - $0.inputWeights + $0.below.reduce(0) { $0 + $1 * $1 } }
    ),
    (
      "the weights from state to state are counted as H instead of H · H",
      { $0.count - $0.stateWeights + $0.biases }
    ),
    (
      "a sum of sizes is counted instead of a product for the weights from the layer below",
      { $0.count - $0.inputWeights + $0.below.reduce(0, +) + $0.biases }
    ),
    ("the biases of the dense layers are missing", { $0.count - $0.dense - $0.output }),
    ("the bias of the first dense layer is missing", { $0.count - $0.dense }),
    ("the bias of the output layer is missing", { $0.count - $0.output }),
    ("the bias of the first dense layer is counted twice", { $0.count + $0.dense }),
    ("the bias of the output layer is counted twice", { $0.count + $0.output }),
    ("the bias of the first dense layer is subtracted", { $0.count - 2 * $0.dense }),
    ("the bias of the output layer is subtracted", { $0.count - 2 * $0.output }),
    ("the dense network is missing", { $0.count - $0.denseLayer - $0.outputLayer }),
    ("the first dense layer is missing", { $0.count - $0.denseLayer }),
    ("the output layer is missing", { $0.count - $0.outputLayer }),
    (
      "the first dense layer is counted for one unit instead of D units",
      { $0.count - $0.denseLayer + $0.last + 1 }
    ),
    (
      "the output layer is counted for one output instead of Q outputs",
      { $0.count - $0.outputLayer + $0.dense + 1 }
    ),
    (
      "the output layer is counted as if it read the highest layer's states",
      { $0.count + ($0.last - $0.dense) * $0.output }
    ),
    (
      "the first dense layer is counted as if it read the lowest layer's states",
      { $0.count + ($0.hidden[0] - $0.last) * $0.dense }
    ),
    (
      "the first dense layer is counted as if it read the states of all layers",
      { $0.count + ($0.biases - $0.last) * $0.dense }
    ),
    (
      "only the lowest recurrent layer is counted",
      { $0.denseLayer + $0.outputLayer + ($0.input + $0.hidden[0] + 1) * $0.hidden[0] }
    ),
    (
      "the lowest recurrent layer is missing",
      { $0.count - ($0.input + $0.hidden[0] + 1) * $0.hidden[0] }
    ),
  ]
}
