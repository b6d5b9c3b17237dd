import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// Task 3: one-to-one, many-to-many, many-to-one. T = 5, B = 2, I = 3, H = 4, Q = 7, lengths 3 and 5.
final class WiringTests: GradedTestCase {
  private func makeExample() -> SequenceExample {
    var generator = makeGenerator()
    return SequenceExample(using: &generator)
  }

  /// The states of steps that each start from zeros.
  private func forgetful(_ example: SequenceExample) -> [Matrix<Double>] {
    example.inputs.map { LoopRNN(example.network.layer).states([$0])[0] }
  }

  func testTask3_oneToOneIsASingleStepFromZeros() throws {
    try grade {
      let example = makeExample()
      let expected = example.logits[0]
      let place = "oneToOne(_:)"
      try assertClose(
        example.network.oneToOne(example.inputs[0]), expected, "oneToOne(_:)",
        suspects: [
          Suspect("the softmax is already taken: logits are required", at: place, softmax(expected)),
          Suspect(
            "the bias b_q is missing", at: place, matmul(example.states[0], example.network.output.weight)),
          Suspect(
            "the state is zeros: the input is never read", at: place,
            LoopLinear(example.network.output).logits(.zeros(example.states[0].shape))),
          Suspect(
            "two steps are made instead of one", at: place,
            LoopLinear(example.network.output).logits(
              LoopRNN(example.network.layer).states([example.inputs[0], example.inputs[0]])[1])),
        ], hint: "One step from the state of zeros, and then the output layer.")
    }
  }

  func testTask3_manyToManyAnswersAtEveryStep() throws {
    try grade {
      let example = makeExample()
      let place = "manyToMany(_:)"
      try assertClose(
        example.network.manyToMany(example.inputs).logits, example.logits, "manyToMany(_:).logits",
        suspects: [
          Suspect(
            "every step starts from zeros, so nothing is carried from step to step", at: place,
            forgetful(example).map(LoopLinear(example.network.output).logits)),
          Suspect(
            "the softmax is already taken: logits are required", at: place, example.logits.map(softmax)),
          Suspect(
            "the answers are read one step too early, the first from H_0", at: place,
            ([.zeros(example.states[0].shape)] + example.states.dropLast()).map(
              LoopLinear(example.network.output).logits)),
          Suspect("the answers are in reverse order", at: place, example.logits.reversed()),
          Suspect("only the last step is answered", at: place, [example.logits[4]]),
          Suspect("the first step is not answered", at: place, Array(example.logits.dropFirst())),
          Suspect("the last step is not answered", at: place, example.logits.dropLast()),
          Suspect(
            "H_0 is answered too", at: place,
            [LoopLinear(example.network.output).logits(.zeros(example.states[0].shape))] + example.logits),
          Suspect(
            "every step gives the last step's answer", at: place,
            example.logits.map { _ in example.logits[4] }),
          Suspect(
            "the sequence is read in reverse", at: place,
            LoopRNN(example.network.layer).states(example.inputs.reversed()).map(
              LoopLinear(example.network.output).logits)),
        ], hint: "Every state of the layer goes through the output layer.")
      try assertClose(
        example.network.manyToMany([example.inputs[0]]).logits, [example.logits[0]],
        "manyToMany(_:).logits of a single step")
    }
  }

  func testTask3_theCacheBelongsToTheSequence() throws {
    try grade {
      let example = makeExample()
      let cache = try example.network.manyToMany(example.inputs).cache
      try assertClose(cache.inputs, example.inputs, "the inputs of manyToMany(_:).cache")
      try assertClose(
        cache.states, [.zeros(example.states[0].shape)] + example.states,
        "the states of manyToMany(_:).cache, H_0 first", hint: "Pass on the cache the layer returned.")
    }
  }

  func testTask3_manyToOneReturnsTheWholeCacheToo() throws {
    try grade {
      let example = makeExample()
      let cache = try example.network.manyToOne(example.inputs, lengths: [3, 4]).cache
      try assertClose(
        cache.inputs, example.inputs, "the inputs of manyToOne(_:lengths:).cache",
        hint: "All T steps were read, including those after the ends.")
      try assertClose(
        cache.states, [.zeros(example.states[0].shape)] + example.states,
        "the states of manyToOne(_:lengths:).cache, H_0 first",
        suspects: [Suspect("H_0 is missing in front", at: "manyToOne(_:lengths:)", example.states)],
        hint: "Pass on the cache the layer returned.")
    }
  }

  /// What is read off the states with each known mistake.
  private func readings(_ example: SequenceExample) -> [(mistake: String, Matrix<Double>)] {
    let (states, lengths) = (example.states, example.lengths)
    let before = [Matrix<Double>.zeros(states[0].shape)] + states
    return [
      ("the state after step T is read in every row, though a short sequence has already ended", states[4]),
      ("the length of the first sequence is used for all", states[lengths[0] - 1]),
      ("the state one step before the last is read", ownLast(before, lengths)),
      ("the state after the first step is read", states[0]),
      ("the lengths are put in order first, the longest in front", ownLast(states, [5, 3])),
      (
        "the states are summed over the real steps",
        lengths.indices.reduce(states[0] * 0) { sum, row in
          states[..<lengths[row]].reduce(sum) { $0 + only(row, $1) }
        }
      ),
      (
        "the mean of the states is taken over the real steps",
        lengths.indices.reduce(states[0] * 0) { sum, row in
          states[..<lengths[row]].reduce(sum) { $0 + only(row, $1) / Double(lengths[row]) }
        }
      ),
    ]
  }

  /// A matrix with zeros in all rows but one.
  private func only(_ row: Int, _ matrix: Matrix<Double>) -> Matrix<Double> {
    matrix * Matrix((0..<matrix.rows).map { [$0 == row ? 1.0 : 0.0] })
  }

  func testTask3_lastStatesAreThoseOfEachSequencesOwnEnd() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        lastStates(example.states, lengths: example.lengths), ownLast(example.states, example.lengths),
        "lastStates(_:lengths:) of sequences of 3 and 5 steps",
        suspects: readings(example).map { Suspect($0.mistake, at: "lastStates(_:lengths:)", $0.1) },
        hint: "Row b is row b of the state after step lengths[b].")
    }
  }

  func testTask3_theLengthsCanBeInAnyOrderAndEndBeforeTheLastStep() throws {
    try grade {
      var generator = makeGenerator()
      let states = (0..<5).map { _ in
        Matrix<Double>.uniform(rows: 4, columns: 3, in: -1...1, using: &generator)
      }
      let lengths = [3, 1, 4, 2]
      let place = "lastStates(_:lengths:)"
      try assertClose(
        lastStates(states, lengths: lengths), ownLast(states, lengths),
        "lastStates(_:lengths:) of 5 steps with sequences of 3, 1, 4 and 2",
        suspects: [
          Suspect(
            "the state one step after the last is read: states[0] is H_1, so H_n is states[n - 1]", at: place,
            ownLast(states, lengths.map { $0 + 1 })),
          Suspect(
            "the state one step before the last is read: states[0] is H_1, so H_n is states[n - 1]",
            at: place,
            ownLast([.zeros(states[0].shape)] + states, lengths)),
          Suspect("the lengths are put in order first", at: place, ownLast(states, lengths.sorted())),
          Suspect(
            "the lengths are put in order first, the longest in front", at: place,
            ownLast(states, [4, 3, 2, 1])),
          Suspect(
            "the state after step T is read in every row, though a short sequence has already ended",
            at: place,
            states[4]),
        ], hint: "Row b belongs to lengths[b]; a sequence can have a single step, and none has to have T.")
      try assertClose(
        lastStates([states[0]], lengths: [1, 1, 1, 1]), states[0], "lastStates(_:lengths:) of a single step")
    }
  }

  func testTask3_manyToOneReadsTheLastStates() throws {
    try grade {
      let example = makeExample()
      let place = "manyToOne(_:lengths:) and lastStates(_:lengths:)"
      let answer = LoopLinear(example.network.output).logits
      try assertClose(
        example.network.manyToOne(example.inputs, lengths: example.lengths).logits,
        answer(ownLast(example.states, example.lengths)),
        "manyToOne(_:lengths:) of sequences of 3 and 5 steps",
        suspects: readings(example).map { Suspect($0.mistake, at: place, answer($0.1)) } + [
          Suspect(
            "only each sequence's last input is read, from a state of zeros", at: "manyToOne(_:lengths:)",
            answer(ownLast(forgetful(example), example.lengths)))
        ])
      try assertClose(
        example.network.manyToOne(example.inputs, lengths: [2, 1]).logits,
        answer(ownLast(example.states, [2, 1])),
        "manyToOne(_:lengths:) of 5 steps with sequences of 2 and 1",
        hint: "No sequence has to reach step T: row b is read at lengths[b].")
    }
  }
}
