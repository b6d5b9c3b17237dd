import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// Task 5: one in, many out. T = 6, B = 2, V = 5, H = 4.
final class GeneratingTests: GradedTestCase {
  /// A network of large weights, so that it does not settle on one token.
  private func makeCase() -> GeneratingExample {
    var generator = makeGenerator()
    var result: GeneratingExample
    repeat {
      var network = SequenceNetwork(inputSize: 5, hiddenSize: 4, outputSize: 5, using: &generator)
      network.scale(by: 4)
      let tokens = (0..<2).map { _ in Int.random(in: 0..<5, using: &generator) }
      let targets = (0..<6).map { _ in (0..<2).map { _ in Int.random(in: 0..<5, using: &generator) } }
      result = GeneratingExample(network: network, input: indicator(tokens, 5), targets: targets)
    } while !isTelling(result)
    return result
  }

  /// Whether each known mistake shows, and no two of them write the same.
  private func isTelling(_ example: GeneratingExample) -> Bool {
    let written = generatingSuspects(example).map(\.value) + [example.tokens(6)]
    return Set(written).count == written.count
  }

  func testTask5_inTrainingEachStepReadsThePreviousTrueToken() throws {
    try grade {
      let example = makeCase()
      let rows = example.targets.map { indicator($0, 5) }
      try assertClose(
        example.network.oneToMany(example.input, targets: example.targets).logits,
        example.logits([example.input] + rows.dropLast()), "oneToMany(_:targets:).logits",
        suspects: learningSuspects(example),
        hint: "Step 1 reads the one input, step t the one-hot target of step t - 1.")
    }
  }

  func testTask5_theLastTargetIsNeverRead() throws {
    try grade {
      let example = makeCase()
      var other = example.targets
      other[5] = other[5].map { ($0 + 1) % 5 }
      try assertClose(
        example.network.oneToMany(example.input, targets: other).logits,
        example.logits([example.input] + example.targets.dropLast().map { indicator($0, 5) }),
        "oneToMany(_:targets:).logits with another last target",
        suspects: [
          Suspect(
            "each step reads the very token it must write", at: "oneToMany(_:targets:)",
            example.logits(other.map { indicator($0, 5) })),
          Suspect(
            "one step too many is made: the last target is also read", at: "oneToMany(_:targets:)",
            example.logits([example.input] + other.map { indicator($0, 5) })),
        ])
    }
  }

  func testTask5_inGenerationEachStepReadsThePreviousChoice() throws {
    try grade {
      let example = makeCase()
      try assertEqual(
        example.network.generate(from: example.input, stepCount: 6), example.tokens(6),
        "generate(from:stepCount: 6)", suspects: generatingSuspects(example))
    }
  }

  func testTask5_theCacheHoldsWhatWasRead() throws {
    try grade {
      let example = makeCase()
      let cache = try example.network.oneToMany(example.input, targets: example.targets).cache
      let read = [example.input] + example.targets.dropLast().map { indicator($0, 5) }
      try assertClose(cache.inputs, read, "the inputs of oneToMany(_:targets:).cache")
      try assertClose(
        cache.states, [.zeros(rows: 2, columns: 4)] + example.loop.states(read),
        "the states of oneToMany(_:targets:).cache, H_0 first", hint: "Pass on the cache the layer returned."
      )
    }
  }

  func testTask5_noTokenStopsGeneration() throws {
    try grade {
      var network = makeCase().network
      network.output.bias[0, 3] = 1000
      let row = [3, 3]
      try assertEqual(
        network.generate(from: indicator([1, 2], 5), stepCount: 4), [row, row, row, row],
        "generate(from:stepCount: 4) of a network that always writes 3",
        suspects: [ValueSuspect("generation stops at the end token", at: "generate(from:stepCount:)", [row])],
        hint: "There are stepCount tokens, whatever they are.")
    }
  }

  func testTask5_aSingleTokenAndNoneAtAll() throws {
    try grade {
      let example = makeCase()
      let place = "generate(from:stepCount:)"
      try assertClose(
        example.network.oneToMany(example.input, targets: [example.targets[0]]).logits,
        example.logits([example.input]), "oneToMany(_:targets:).logits with a single step")
      // Of the five tokens only two occur: a row is as wide as what the layer reads all the same.
      let few = [[0, 1], [1, 1], [1, 0]]
      try assertClose(
        example.network.oneToMany(example.input, targets: few).logits,
        example.logits([example.input] + few.dropLast().map { indicator($0, 5) }),
        "oneToMany(_:targets:).logits where only the tokens 0 and 1 occur")
      try assertEqual(
        example.network.generate(from: example.input, stepCount: 1), example.tokens(1),
        "generate(from:stepCount: 1)", suspects: [])
      try assertEqual(
        example.network.generate(from: example.input, stepCount: 0), [], "generate(from:stepCount: 0)",
        suspects: [ValueSuspect("a first step is made in any case", at: place, example.tokens(1))])
    }
  }

  func testTask5_whatWasWrittenReadsLikeTruth() throws {
    try grade {
      let example = makeCase()
      let written = try example.network.generate(from: example.input, stepCount: 6)
      try assertEqual(
        written.map(\.count), Array(repeating: 2, count: 6),
        "how many tokens generate(from:stepCount: 6) gives at each step",
        suspects: [])
      try assertWithin(
        0...4, written.flatMap { $0.map(Double.init) }, "the tokens of generate(from:stepCount: 6)")
      let logits = try example.network.oneToMany(example.input, targets: written).logits
      try assertEqual(
        logits.map { $0.rowArgmax() }, written,
        "the choices of oneToMany(_:targets:) if the targets are the output of generate(from:stepCount:)",
        hint: "With its own output as the targets, a network must make the same choices again.")
      try assertEqual(written, example.tokens(6), "generate(from:stepCount: 6)")
    }
  }
}
