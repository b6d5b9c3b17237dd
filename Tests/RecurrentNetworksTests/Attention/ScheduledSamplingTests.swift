import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class ScheduledSamplingTests: XCTestCase {
  private var generator = SplitMix64(seed: 87)
  private lazy var example = TranslationExample(&generator)
  private lazy var network = AttentionEncoderDecoder<
    GRU<Double>, GRUCell<Double>, DotProductAttention<Double>
  >(
    GRU(GRUCell(inputSize: Size.input, hiddenSize: TranslationSize.hidden, using: &generator)),
    DotProductAttention(), embedded: true, bridged: true, .beforeStep, &generator)

  private func pass(_ probability: Double, seed: UInt64 = 1)
    -> AttentionEncoderDecoder<GRU<Double>, GRUCell<Double>, DotProductAttention<Double>>.Output
  {
    var generator = SplitMix64(seed: seed)
    return network(
      example.source, lengths: example.lengths, targets: example.targets, ignoredTarget: -1,
      teacherForcing: probability, using: &generator)
  }

  func testProbabilityOneIsTeacherForcing() {
    XCTAssertEqual(pass(1).target.inputs, example.pass(network).target.inputs)
    XCTAssertEqual(pass(1).logits, example.pass(network).logits)
  }

  /// With logits so far apart that the draw is certain, probability 0 reads the most likely token of the
  /// previous step.
  func testProbabilityZeroReadsWhatTheNetworkDrew() {
    network.decoder.output.weight *= 1e4
    let free = pass(0)
    XCTAssertEqual(free.target.inputs[0], [0, 0])
    for step in 1..<3 {
      XCTAssertEqual(free.target.inputs[step], free.logits[step - 1].rowArgmax())
    }
  }

  func testASeedRepeatsAndAnotherDiffers() {
    XCTAssertEqual(pass(0.5).target.inputs, pass(0.5).target.inputs)
    XCTAssertEqual(Set((0..<20).map { pass(0.5, seed: $0).target.inputs }).count > 5, true)
  }

  /// Of many tokens the given fraction is the true one, together with the draws that hit it by chance.
  func testTheShareOfTrueTokens() {
    network.decoder.output.weight = .zeros(network.decoder.output.weight.shape)
    network.decoder.output.bias = .zeros(network.decoder.output.bias.shape)
    let count = 2000
    let hits = (0..<count).reduce(0) { $0 + (pass(0.75, seed: UInt64($1)).target.inputs[1][0] == 2 ? 1 : 0) }
    let expected = 0.75 + 0.25 / Double(Size.classes)
    XCTAssertEqual(
      Double(hits) / Double(count), expected, accuracy: 4 * (expected * 0.22 / Double(count)).squareRoot())
  }

  /// The draws are constants to the gradient: that of a plain pass over the tokens that were read.
  func testTheGradientIsThatOfTheTokensRead() {
    let sampled = pass(0.4, seed: 3)
    let plain = network(example.source, lengths: example.lengths, inputs: sampled.target.inputs)
    XCTAssertEqual(sampled.logits, plain.logits)
    let logitGradients = crossEntropyGradient(
      logits: plain.logits, targets: example.targets, ignoredTarget: -1)
    var (one, two) = (network.zeroed(), network.zeroed())
    let first = network.backward(logitGradients, through: sampled, adding: &one)
    let second = network.backward(logitGradients, through: plain, adding: &two)
    XCTAssertEqual(first, second)
    assertClose(one, two, within: 0)
  }
}
