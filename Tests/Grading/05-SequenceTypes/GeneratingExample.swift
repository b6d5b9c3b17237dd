import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// A network that generates, with its targets: T = 6, B = 2, V = 5, H = 4.
struct GeneratingExample {
  let network: SequenceNetwork
  let input: Matrix<Double>
  let targets: [[Int]]

  var loop: LoopRNN { LoopRNN(network.layer) }
  var output: LoopLinear { LoopLinear(network.output) }

  /// The logits of a layer that reads these inputs.
  func logits(_ inputs: [Matrix<Double>]) -> [Matrix<Double>] {
    loop.states(inputs).map(output.logits)
  }

  /// The tokens written in `count` steps, with what the next step reads and starts from.
  func tokens(
    _ count: Int, choose: ((Matrix<Double>) -> [Int])? = nil,
    next: (([Int]) -> Matrix<Double>)? = nil, keepsState: Bool = true, readsShares: Bool = false,
    readsLogits: Bool = false, choosesFirst: Bool = false
  ) -> [[Int]] {
    let start = Matrix<Double>.zeros(rows: input.rows, columns: network.layer.hiddenSize)
    var (state, read) = (start, input)
    return (0..<count).map { _ in
      let before = state
      state = loop.step(read, from: keepsState ? state : start)
      let seen = choosesFirst ? before : state
      let tokens = choose?(seen) ?? output.choice(seen)
      let scores = output.logits(seen)
      read = readsShares ? softmax(scores) : readsLogits ? scores : next?(tokens) ?? indicator(tokens, 5)
      return tokens
    }
  }
}

/// What known mistakes write.
func generatingSuspects(_ example: GeneratingExample) -> [ValueSuspect<[[Int]]>] {
  let place = "generate(from:stepCount:)"
  let right = example.tokens(6)
  return [
    ValueSuspect("no token is appended to the list", at: place, []),
    ValueSuspect("the last step is missing", at: place, example.tokens(5)),
    ValueSuspect("one step too many is made", at: place, example.tokens(7)),
    ValueSuspect("the first token written is missing", at: place, Array(right.dropFirst())),
    ValueSuspect(
      "the one input counts as the first token written", at: place,
      [example.input.rowArgmax()] + right.dropLast()),
    ValueSuspect("the tokens are in reverse order, the last first", at: place, right.reversed()),
    ValueSuspect(
      "there is a list for each sequence and not for each step: time is the outer index", at: place,
      (0..<2).map { row in right.map { $0[row] } }),
    ValueSuspect(
      "each token is chosen before its step is taken, from the previous state", at: place,
      example.tokens(6, choosesFirst: true)),
    ValueSuspect(
      "the state never changes: no step is taken", at: place,
      example.tokens(6, keepsState: false, choosesFirst: true).map { _ in
        example.output.choice(.zeros(rows: 2, columns: 4))
      }),
    ValueSuspect(
      "every step starts from zeros, so nothing is carried from step to step", at: place,
      example.tokens(6, keepsState: false)),
    ValueSuspect(
      "every step reads the one input again, and not the token written before", at: place,
      example.tokens(6, next: { _ in example.input })),
    ValueSuspect(
      "the steps after the first read nothing but zeros", at: place,
      example.tokens(6, next: { _ in .zeros(example.input.shape) })),
    ValueSuspect(
      "each step reads the probabilities of the previous step, and not the chosen token", at: place,
      example.tokens(6, readsShares: true)),
    ValueSuspect(
      "each step reads the logits of the previous step, and not the token chosen from them", at: place,
      example.tokens(6, readsLogits: true)),
    ValueSuspect(
      "the first row's choice is used for every row", at: place,
      example.tokens(
        6,
        choose: {
          let choice = example.output.choice($0)
          return choice.map { _ in choice[0] }
        })),
    ValueSuspect(
      "the token with the smallest logit is taken", at: place,
      example.tokens(
        6,
        choose: {
          let logits = example.output.logits($0)
          return (-logits).rowArgmax()
        })),
  ]
}

/// What known mistakes make of the logits of one-to-many while it learns.
func learningSuspects(_ example: GeneratingExample) -> [Suspect] {
  let rows = example.targets.map { indicator($0, 5) }
  let input = example.input
  let none = Matrix<Double>.zeros(input.shape)
  var (state, read) = (Matrix<Double>.zeros(rows: 2, columns: 4), input)
  let free = rows.map { _ in
    state = example.loop.step(read, from: state)
    read = indicator(example.output.choice(state), 5)
    return example.output.logits(state)
  }
  let list: [(String, [Matrix<Double>])] = [
    ("each step reads the very token it must write", example.logits(rows)),
    (
      "each step reads the very token it must write, after the first",
      example.logits([input] + rows.dropFirst())
    ),
    ("one step too many is made: the last target is also read", example.logits([input] + rows)),
    ("every step reads the one input again", example.logits(rows.map { _ in input })),
    (
      "the steps after the first read nothing but zeros",
      example.logits([input] + rows.dropLast().map { _ in none })
    ),
    ("only the one input is read, and no target", example.logits([input])),
    ("the one input is missing: the first step reads the first target", example.logits(rows.dropLast())),
    ("the last step is missing", example.logits([input] + rows.dropLast(2))),
    ("each step reads its own choice, as in writing, and not the true token", free),
    (
      "the targets are read in reverse order",
      example.logits([input] + rows.dropLast().reversed())
    ),
    ("each step reads the target from two steps earlier", example.logits([input, none] + rows.dropLast(2))),
    (
      "every step starts from zeros, so nothing is carried from step to step",
      ([input] + rows.dropLast()).map { example.logits([$0])[0] }
    ),
  ]
  return list.map { Suspect($0.0, at: "oneToMany(_:targets:)", $0.1) }
}
