import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import RecurrentSuspects
import XCTest

/// The doctor in practice: backward passes with one wrong line, and the diagnosis of each.
final class GradientDoctorPracticeTests: XCTestCase {
  private var generator = SplitMix64(seed: 80)

  private func assertNamed(
    _ diagnosis: GradientDiagnosis, _ fragment: String, _ mistake: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(diagnosis.findings.count, 1, "\(mistake): \(diagnosis)", file: file, line: line)
    XCTAssertTrue(
      diagnosis.description.contains(fragment), "\(mistake): \(diagnosis)", file: file, line: line)
  }

  private lazy var plain = BrokenRNN(
    network: .init(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator),
    inputs: randomSequence(&generator), targets: [[6, 2], [0, 1], [3, 3], [5, 4], [1, 0]])

  private func plainDoctor() -> GradientDoctor {
    let network = plain.network
    let (logits, cache) = network(plain.inputs)
    let targets = plain.targets.flatMap { $0 }
    func byStep(_ stacked: Matrix<Double>) -> [Matrix<Double>] {
      logits.indices.map { stacked.rows($0 * Size.batch..<($0 + 1) * Size.batch) }
    }
    func backpropagate(_ dZ: Matrix<Double>) -> BrokenRNN.Network {
      var gradient = network.zeroed()
      _ = network.backward(byStep(dZ), through: cache, adding: &gradient)
      return gradient
    }
    let all = concatenate(rows: logits)
    let hiddenGradients = byStep(crossEntropyGradient(logits: all, targets: targets)).map {
      matmul($0, network.output.weight, transposingSecond: true)
    }
    let inLayer = network.layer.suspectGradients(hiddenGradients, through: cache.states)
    let inLoss = crossEntropySuspects(logits: all, targets: targets, backpropagating: backpropagate)
    return GradientDoctor(
      batchSize: Size.batch, stepCount: Size.steps, suspects: inLayer.map { $0.inPart("layer") } + inLoss)
  }

  func testEveryMistakeOfAPlainNetworkIsNamed() {
    let doctor = plainDoctor()
    let expected: [(BrokenRNN.Mistake, String)] = [
      (.noDerivative, "derivative tanh′(A_t) = 1 - H_t² is missing"),
      (.derivativeOfOldState, "taken at H_{t-1} instead of H_t"),
      (.sigmoidDerivative, "the derivative of the sigmoid"),
      (.weightNotTransposed, "W_hh is not transposed"),
      (.stateAfterStep, "H_t is used instead of H_{t-1}"),
      (.horizontalPathMissing, "the horizontal path is missing"),
      (.onlyLastStep, "only the last step's share is counted"),
      (.overwritten, "replaces the sum so far"),
      (.onlyLastLoss, "only the last output's loss flows backward"),
      (.forwardLoop, "from the first to the last"),
      (.oneNotSubtracted, "the 1 of the true class is not subtracted"),
      (.logitsForProbabilities, "the softmax is missing"),
      (.sumForMean, "10 times too large: that is the batch size times the number of steps"),
      (.sumOverBatchForMean, "2 times too large: that is the batch size"),
      (.wrongSign, "have the wrong sign"),
      (.inputWeightZero, "layer.weightIH is zero"),
      (.outputWeightTransposed, "output.weight is transposed"),
      (.biasTwice, "layer.bias is 2 times too large"),
    ]
    XCTAssertEqual(Set(expected.map(\.0)).union([.none]), Set(BrokenRNN.Mistake.allCases))
    for (mistake, fragment) in expected {
      let diagnosis = doctor.diagnose(plain.gradient(mistake), of: plain.loss, at: plain.network)
      assertNamed(diagnosis, fragment, "\(mistake)")
    }
  }

  func testARightPlainNetworkIsHealthy() {
    let diagnosis = plainDoctor().diagnose(plain.gradient(.none), of: plain.loss, at: plain.network)
    XCTAssertTrue(diagnosis.isHealthy, diagnosis.description)
  }

  private lazy var gated = BrokenLSTM(
    layer: LSTM(LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)),
    inputs: randomSequence(&generator),
    weights: (0..<Size.steps).map { _ in randomMatrix(Size.batch, Size.hidden, &generator) })

  func testEveryMistakeOfAnLSTMIsNamed() {
    let suspects = gated.layer.suspectGradients(gated.weights, through: gated.layer(gated.inputs))
    let doctor = GradientDoctor(batchSize: Size.batch, stepCount: Size.steps, suspects: suspects)
    let expected: [(BrokenLSTM.Mistake, String)] = [
      (.forgetPathMissing, "the path through the forget gate is missing"),
      (.inputPathMissing, "the path through the input gate is missing"),
      (.outputDerivativeMissing, "derivative of the output gate's activation is missing"),
      (.candidateDerivativeMissing, "derivative of the candidate's activation is missing"),
      (.memoryNotCarried, "the state's part \"cell\" is not passed on"),
      (.hiddenNotCarried, "the state's part \"hidden\" is not passed on"),
      (.tanhOfMemoryMissing, "derivative of tanh(C_t) is missing"),
      (.memoryFromHiddenMissing, "the memory C_t gets no gradient from H_t"),
      (.forgetGateDeaf, "the forget gate passes nothing on to H_{t-1}"),
      (.forgetGateLeftOut, "the forget gate is missing in dC_{t-1}"),
      (.stateAfterStep, "H_t is used instead of H_{t-1}"),
    ]
    XCTAssertEqual(Set(expected.map(\.0)).union([.none]), Set(BrokenLSTM.Mistake.allCases))
    for (mistake, fragment) in expected {
      let diagnosis = doctor.diagnose(gated.gradient(mistake), of: gated.loss, at: gated.layer)
      assertNamed(diagnosis, fragment, "\(mistake)")
    }
    let right = doctor.diagnose(gated.gradient(.none), of: gated.loss, at: gated.layer)
    XCTAssertTrue(right.isHealthy, right.description)
  }

  func testEveryMistakeOfAGRUIsNamed() {
    let reset = BrokenGRU(
      layer: GRU(GRUCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)),
      inputs: randomSequence(&generator),
      weights: (0..<Size.steps).map { _ in randomMatrix(Size.batch, Size.hidden, &generator) })
    let suspects = reset.layer.suspectGradients(reset.weights, through: reset.layer(reset.inputs))
    let doctor = GradientDoctor(batchSize: Size.batch, stepCount: Size.steps, suspects: suspects)
    let expected: [(BrokenGRU.Mistake, String)] = [
      (.resetPathMissing, "the path through the reset gate is missing"),
      (.updatePathMissing, "the path through the update gate is missing"),
      (.keptShareMissing, "the share of H_{t-1} that the update gate keeps gets no gradient"),
      (.updateDerivativeMissing, "derivative of the update gate's activation is missing"),
      (.resetGateDeaf, "the reset gate passes nothing on to H_{t-1}"),
      (.stateLeftOutOfReset, "H_{t-1} is missing in dR_t"),
      (.weightsNotTransposed, "the gates' W_h are not transposed"),
      (.horizontalPathMissing, "the horizontal path is missing"),
    ]
    XCTAssertEqual(Set(expected.map(\.0)).union([.none]), Set(BrokenGRU.Mistake.allCases))
    for (mistake, fragment) in expected {
      assertNamed(
        doctor.diagnose(reset.gradient(mistake), of: reset.loss, at: reset.layer), fragment, "\(mistake)")
    }
    let right = doctor.diagnose(reset.gradient(.none), of: reset.loss, at: reset.layer)
    XCTAssertTrue(right.isHealthy, right.description)
  }

  /// With the reset after the product, the candidate's second bias goes through the reset gate.
  func testTheResetGateForgottenInTheSecondBiasIsNamed() {
    let layer = GRU(
      GRUCell<Double>(
        inputSize: Size.input, hiddenSize: Size.hidden, resetPlacement: .afterProduct, using: &generator))
    let inputs = randomSequence(&generator)
    let weights = (0..<Size.steps).map { _ in randomMatrix(Size.batch, Size.hidden, &generator) }
    let output = layer(inputs)
    var gradient = layer.backward(weights, through: output).parameters
    gradient.cell.resetBias = gradient.cell.bias.columns(2 * Size.hidden..<3 * Size.hidden)
    let doctor = GradientDoctor(suspects: layer.suspectGradients(weights, through: output))
    let diagnosis = doctor.diagnose(
      gradient, of: { zip($0(inputs).hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) } }, at: layer)
    assertNamed(diagnosis, "the reset gate is missing in dc_h", "reset gate left out")
  }

  /// Suspects for a layer that reads backward, for sequences of different lengths, and for a state that is
  /// used later.
  func testSuspectsFollowTheLayerThatTheyAreOf() {
    let layer = RNN<Double>(
      RNNCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator), direction: .backward)
    let inputs = randomSequence(&generator)
    let weights = (0...Size.steps).map { _ in randomMatrix(Size.batch, Size.hidden, &generator) }
    let outputWeights = Array(weights.dropLast())
    func loss(_ layer: RNN<Double>) -> Double {
      let output = layer(inputs, lengths: [3, 5])
      return zip(output.hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
        + output.finalState.dot(weights[Size.steps])
    }
    let output = layer(inputs, lengths: [3, 5])
    let doctor = GradientDoctor(
      suspects: layer.suspectGradients(outputWeights, finalState: weights[Size.steps], through: output))
    let right = layer.backward(outputWeights, finalState: weights[Size.steps], through: output)
    XCTAssertTrue(doctor.diagnose(right.parameters, of: loss, at: layer).isHealthy)
    let wrong = layer.backward(outputWeights, through: output)
    assertNamed(
      doctor.diagnose(wrong.parameters, of: loss, at: layer),
      "the gradient that reaches the final state from outside is missing", "final state")
    let cut = layer.backward(outputWeights, finalState: weights[Size.steps], window: 1, through: output)
    assertNamed(
      doctor.diagnose(cut.parameters, of: loss, at: layer), "the horizontal path is missing", "window of 1")
  }
}
