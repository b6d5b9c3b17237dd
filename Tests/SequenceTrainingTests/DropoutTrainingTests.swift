import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TextEncoding
import XCTest

@testable import SequenceTraining

/// Dropout between the layers of a language model, in the model, the engine and the trainer.
final class DropoutTrainingTests: XCTestCase {
  /// T = 5, B = 2, V = 7, H = 4, three layers.
  private func model<Cell: ExactCell>(
    _ prototype: Cell, dropout p: Double, isShared: Bool = false, recurrent: Double = 0
  ) -> LanguageModel<Cell> {
    var model = makeModel(of: prototype, layerCount: 3)
    // Through three layers of small weights the gradient becomes too small to be read from differences.
    model.scale(by: 3)
    model = LanguageModel(
      layers: DeepRNN(model.layers.layers, dropout: Dropout(probability: p, isSharedAcrossSteps: isShared)),
      output: model.output)
    model.recurrentDropout = Dropout(probability: recurrent)
    return model
  }

  /// With the same generator both paths draw the same masks, window after window, on any number of threads and when
  /// two threads share the layers.
  func testTheEngineDropsWhatTheModelDrops() {
    func check<Cell: ExactCell>(
      _ cell: Cell, batchSize: Int, threadCount: Int, isShared: Bool, recurrent: Double
    ) {
      let model = model(cell, dropout: 0.4, isShared: isShared, recurrent: recurrent)
      let engine = LanguageModelEngine(
        model, batchSize: batchSize, stepCount: 6, threadCount: threadCount)
      var (ours, theirs) = (SplitMix64(seed: 5), SplitMix64(seed: 5))
      var state: LanguageModel<Cell>.State?
      for window in makeWindows(3, batchSize: batchSize, stepCount: 6, shortEnd: 2) {
        let label = "\(model.label) B\(batchSize), \(threadCount) threads"
        let expected = model.lossAndGradient(of: window, from: state, droppingWith: &theirs)
        let loss = engine.lossAndGradient(
          inputs: window.flatInputs, targets: window.flatTargets, droppingWith: &ours)
        XCTAssertEqual(loss, expected.loss, accuracy: 1e-12, label)
        XCTAssertEqual(ours, theirs, label)
        let gradient = engine.gradient
        for (name, path) in expected.gradient.namedParameters {
          XCTAssertLessThan((gradient[keyPath: path] - expected.gradient[keyPath: path]).norm, 1e-11, name)
        }
        state = expected.finalState
      }
    }
    for cell in exactCells(hiddenSize: 4) {
      for (batchSize, threadCount) in [(1, 2), (2, 1), (5, 2)] {
        for isShared in [false, true] {
          for recurrent in [0, 0.5] {
            check(
              cell, batchSize: batchSize, threadCount: threadCount, isShared: isShared, recurrent: recurrent)
          }
        }
      }
    }
  }

  func testEveryGradientUnderTheMasksOfASeed() {
    func check<Cell: ExactCell>(_ cell: Cell) {
      let model = model(cell, dropout: 0.4, recurrent: 0.5)
      let window = makeWindows(1, batchSize: 2, stepCount: 5)[0]
      var generator = SplitMix64(seed: 6)
      let gradient = model.lossAndGradient(of: window, from: nil, droppingWith: &generator).gradient
      let checks = checkGradients(
        gradient,
        of: { moved in
          var generator = SplitMix64(seed: 6)
          return moved.lossAndGradient(of: window, from: nil, droppingWith: &generator).loss
        }, at: model)
      XCTAssertEqual(checks.count, model.namedParameters.count)
      for check in checks {
        XCTAssertTrue(check.passes(), "\(model.label): \(check)")
        XCTAssertEqual(check.kinks, [], "\(model.label): \(check)")
      }
    }
    for cell in exactCells(hiddenSize: 4) where cell.fusedForm?.kind != .rnn(relu: true) { check(cell) }
  }

  /// If nothing is dropped, no number is drawn, and every path computes the same as without dropout.
  func testNothingIsDroppedOutsideOfTraining() {
    let cell = exactCells(hiddenSize: 4)[2] as! LSTMCell<Double>
    let (plain, dropping) = (model(cell, dropout: 0), model(cell, dropout: 0.9, recurrent: 0.9))
    let window = makeWindows(1, batchSize: 2, stepCount: 5)[0]
    XCTAssertEqual(dropping.loss(of: window, from: nil).loss, plain.loss(of: window, from: nil).loss)
    let engine = LanguageModelEngine(dropping, batchSize: 2, stepCount: 5)
    let reference = LanguageModelEngine(plain, batchSize: 2, stepCount: 5)
    var generator = SplitMix64(seed: 7)
    let undropped = reference.lossAndGradient(
      inputs: window.flatInputs, targets: window.flatTargets, droppingWith: &generator)
    XCTAssertEqual(generator, SplitMix64(seed: 7), "without dropout no number is drawn")
    let dropped = engine.lossAndGradient(
      inputs: window.flatInputs, targets: window.flatTargets, droppingWith: &generator)
    XCTAssertGreaterThan(abs(dropped - undropped), 1e-3)
    reference.resetState()
    for engine in [engine, reference] {
      engine.resetState()
      XCTAssertEqual(engine.loss(of: window), undropped)
      engine.resetState()
      XCTAssertEqual(engine.lossAndGradient(of: window), undropped)
    }
    let (one, other) = (LanguageModelReader(plain), LanguageModelReader(dropping))
    for token in [3, 1, 4] { XCTAssertEqual(one.read(token), other.read(token)) }
  }

  /// One mask for all steps drops whole units from a sequence, and is drawn once.
  func testASharedMaskIsTheSameAtEveryStep() {
    let sequence = (0..<5).map { _ in Matrix<Double>.zeros(rows: 2, columns: 7) }
    var (generator, other) = (SplitMix64(seed: 8), SplitMix64(seed: 8))
    let masks = Dropout(probability: 0.5, isSharedAcrossSteps: true).masks(for: sequence, using: &generator)
    XCTAssertEqual(masks.count, 5)
    XCTAssertEqual(Set(masks.map(\.elements)).count, 1)
    let own = Dropout(probability: 0.5).masks(for: sequence, using: &other)
    XCTAssertEqual(own[0], masks[0])
    XCTAssertEqual(Set(own.map(\.elements)).count, 5)
    XCTAssertEqual(
      Dropout(probability: 0.5, isSharedAcrossSteps: true)
        .masks(for: [Matrix<Double>](), using: &generator).count, 0)
  }

  private let text = TrainingText((0..<400).map { "\($0 * $0 % 97), " }.joined())

  private func plan(_ dropout: Double?) -> TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.layerCount, plan.batchSize, plan.sequenceLength) = (8, 2, 3, 7)
    (plan.stepCount, plan.dropout) = (90, dropout)
    return plan
  }

  func testTheTrainerDrops() throws {
    let losses = try [(nil, nil), (0.1, nil), (0.9, nil), (nil, 0.1), (nil, 0.9)].map { p, recurrent in
      var plan = plan(p)
      plan.recurrentDropout = recurrent
      let trainer = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text)
      return trainer.advance()
    }
    XCTAssertEqual(Set(losses).count, 5, "\(losses)")
  }

  /// The masks are drawn from the generator that the checkpoint keeps, so the training resumes to the last bit.
  func testAResumedTrainingDropsTheSame() throws {
    let file = URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("dropout-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    var plan = plan(0.3)
    (plan.sharesDropoutMasks, plan.recurrentDropout) = (true, 0.4)
    let whole = try LanguageModelTrainer<GRUCell<Float>>(plan: plan, text: text)
    for stop in [3, 80] {
      while whole.step < stop { whole.advance() }
      try ModelCheckpoint(whole).write(to: file)
      let read = try ModelCheckpoint<GRUCell<Float>>(contentsOf: file)
      XCTAssertTrue(read.model.layers.dropout.isSharedAcrossSteps)
      XCTAssertEqual(read.model.layers.dropout.probability, 0.3)
      XCTAssertEqual(read.model.recurrentDropout.probability, 0.4)
      let resumed = try read.trainer(on: text, threadCount: 2)
      let straight = try ModelCheckpoint(whole).trainer(on: text, threadCount: 1)
      for _ in 0..<6 { XCTAssertEqual(resumed.advance(), straight.advance()) }
      XCTAssertEqual(resumed.progress.generator, straight.progress.generator)
      for (name, path) in resumed.model.namedParameters {
        XCTAssertEqual(resumed.model[keyPath: path], straight.model[keyPath: path], name)
      }
    }
  }
}
