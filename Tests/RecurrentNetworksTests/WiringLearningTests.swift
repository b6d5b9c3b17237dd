import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Each wiring learns a small task from all possible examples.
final class WiringLearningTests: XCTestCase {
  private var generator = SplitMix64(seed: 55)

  private func gradients(_ logits: [Matrix<Double>], _ targets: [[Int]]) -> [Matrix<Double>] {
    zip(logits, targets).map { crossEntropyGradient(logits: $0, targets: $1) }
  }

  func testOneToOneLearnsExclusiveOr() {
    var network = OneToOne<RNN<Double>>(inputSize: 2, hiddenSize: 6, outputSize: 2, using: &generator)
    let input: Matrix<Double> = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let targets = [0, 1, 1, 0]
    descend(&network, steps: 150) { network in
      var gradient = network.zeroed()
      let (logits, cache) = network(input)
      _ = network.backward(gradients([logits], [targets])[0], through: cache, adding: &gradient)
      return gradient
    }
    XCTAssertEqual(network(input).logits.rowArgmax(), targets)
  }

  /// Two tunes, a c c a and b c c b: only the first determines the last note.
  func testOneToManyLearnsATuneFromItsFirstNote() {
    var network = OneToMany<RNN<Double>>(inputSize: 3, hiddenSize: 8, outputSize: 3, using: &generator)
    let first = hot([0, 1], 3)
    let targets = [[2, 2], [2, 2], [0, 1]]
    descend(&network, steps: 150, rate: 0.2) { network in
      var gradient = network.zeroed()
      let (logits, cache) = network(first, trueOutputs: targets.dropLast().map { hot($0, 3) })
      _ = network.backward(gradients(logits, targets), through: cache, adding: &gradient)
      return gradient
    }
    let tune = network.generate(from: first, stepCount: 3) { hot($0.rowArgmax(), 3) }
    XCTAssertEqual(tune.map { $0.rowArgmax() }, targets)
  }

  func testManyToOneLearnsTheFirstOfFourBits() {
    var network = ManyToOne<GRU<Double>>(inputSize: 2, hiddenSize: 6, outputSize: 2, using: &generator)
    let inputs = (0..<4).map { hot(bits($0, of: 16), 2) }
    let targets = bits(0, of: 16)
    descend(&network, steps: 100) { network in
      var gradient = network.zeroed()
      let (logits, cache) = network(inputs)
      _ = network.backward(gradients([logits], [targets])[0], through: cache, adding: &gradient)
      return gradient
    }
    XCTAssertEqual(network(inputs).logits.rowArgmax(), targets)
  }

  func testManyToManyLearnsToSayWhatItHeardBefore() {
    var network = ManyToMany<RNN<Double>>(inputSize: 2, hiddenSize: 8, outputSize: 2, using: &generator)
    let inputs = (0..<4).map { hot(bits($0, of: 16), 2) }
    let targets = [Array(repeating: 0, count: 16)] + (0..<3).map { bits($0, of: 16) }
    descend(&network, steps: 150, rate: 0.2) { network in
      var gradient = network.zeroed()
      let (logits, cache) = network(inputs)
      _ = network.backward(gradients(logits, targets), through: cache, adding: &gradient)
      return gradient
    }
    XCTAssertEqual(network(inputs).logits.map { $0.rowArgmax() }, targets)
  }

  /// Three bits in, the same bits backward and an end mark out: the target is longer than the source.
  func testEncoderDecoderLearnsToReverse() {
    let end = 2
    var network = EncoderDecoder<GRU<Double>, GRU<Double>>(
      sourceSize: 2, targetSize: 3, hiddenSize: 12, outputSize: 3, using: &generator)
    let source = (0..<3).map { hot(bits($0, of: 8), 2) }
    let targets = [2, 1, 0].map { bits($0, of: 8) } + [Array(repeating: end, count: 8)]
    let startInput = hot(Array(repeating: end, count: 8), 3)
    let truth = [startInput] + targets.dropLast().map { hot($0, 3) }
    descend(&network, steps: 250, rate: 0.2) { network in
      var gradient = network.zeroed()
      let (logits, cache) = network(source, trueOutputs: truth)
      _ = network.backward(gradients(logits, targets), through: cache, adding: &gradient)
      return gradient
    }
    let written = network.generate(from: source, startInput: startInput, stepCount: 4) {
      hot($0.rowArgmax(), 3)
    }
    XCTAssertEqual(written.map { $0.rowArgmax() }, targets)
  }
}
