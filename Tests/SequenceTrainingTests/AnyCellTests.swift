import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding
import XCTest

/// Models whose kind of cell is a word that a user typed or a file names.
final class AnyCellTests: XCTestCase {
  private let text = TrainingText((0..<300).map { "\($0 * $0 % 97), " }.joined())
  private let file = URL(fileURLWithPath: NSTemporaryDirectory())
    .appendingPathComponent("character-model-\(UUID().uuidString).safetensors")

  override func tearDown() { try? FileManager.default.removeItem(at: file) }

  private var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.layerCount, plan.batchSize, plan.sequenceLength, plan.stepCount) = (6, 2, 3, 7, 9)
    return plan
  }

  private typealias Checkpoint = ModelCheckpoint<AnyCell<Float>>

  private func trainer(_ kind: CellKind, _ plan: TrainingPlan, threadCount: Int? = nil) throws
    -> LanguageModelTrainer<AnyCell<Float>>
  {
    try LanguageModelTrainer(plan: plan, text: text, threadCount: threadCount) {
      AnyCell(kind, inputSize: $0, hiddenSize: $1, using: &$2)
    }
  }

  /// The file alone determines what is restored, and the training continues as if nothing had happened.
  func testEveryKindComesBackFromItsFile() throws {
    for kind in CellKind.allCases {
      let whole = try trainer(kind, plan)
      while whole.step < 4 { whole.advance() }
      try whole.save(to: file)
      let checkpoint = try Checkpoint(contentsOf: file)
      XCTAssertEqual(checkpoint.model.layers.layers[0].cell.form.kind, kind.name)
      XCTAssertEqual(checkpoint.plan, plan)
      let resumed = try checkpoint.trainer(on: text)
      XCTAssertEqual(resumed.parameterCount, whole.parameterCount)
      while !resumed.isFinished { XCTAssertEqual(resumed.advance(), whole.advance(), kind.name) }
      XCTAssertEqual(resumed.step, 9)
      XCTAssertEqual(resumed.heldOutLoss(), whole.heldOutLoss())
    }
  }

  func testTheNumberOfThreadsChangesNoBit() throws {
    var plan = plan
    (plan.hiddenSize, plan.batchSize) = (40, 7)
    let trainers = try [1, 2, 3].map { try trainer(.gru, plan, threadCount: $0) }
    for trainer in trainers { while !trainer.isFinished { trainer.advance() } }
    for trainer in trainers.dropFirst() {
      XCTAssertEqual(trainer.runningLoss, trainers[0].runningLoss)
      XCTAssertEqual(trainer.heldOutLoss(), trainers[0].heldOutLoss())
    }
  }

  func testKindsDifferInTheNumberOfTheirGates() throws {
    let v = text.vocabularySize
    let expected = { (gates: Int) in gates * ((v + 6 + 1) * 6 + (6 + 6 + 1) * 6) + (6 + 1) * v }
    let counts = try CellKind.allCases.map { try trainer($0, plan).parameterCount }
    // The GRU that resets after the product has one more bias per layer.
    XCTAssertEqual(counts, [expected(1), expected(3) + 2 * 6, expected(4)])
  }

  func testASampleFromTheFileIsThatOfTheModel() throws {
    let trainer = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text)
    try trainer.save(to: file)
    func draw(_ sample: (inout SplitMix64, (Int) -> Bool) -> Void) -> [Int] {
      var generator = SplitMix64(seed: 3)
      var tokens: [Int] = []
      sample(&generator) {
        tokens.append($0)
        return true
      }
      return tokens
    }
    let stored = try Checkpoint(contentsOf: file, isForTraining: false)
    XCTAssertEqual(stored.model.layers.layers[0].cell.form.kind, "LSTM")
    XCTAssertEqual(stored.plan, plan)
    XCTAssertEqual(stored.tokenizer.vocabulary, text.tokenizer.vocabulary)
    XCTAssertThrowsError(try stored.trainer(on: text), "only the model was read")
    let sampler = try Sampler(temperature: 0.9)
    let fromFile = draw {
      stored.model.sample(after: [1, 2], length: 25, with: sampler, using: &$0, emit: $1)
    }
    let fromModel = draw {
      trainer.model.sample(after: [1, 2], length: 25, with: sampler, using: &$0, emit: $1)
    }
    XCTAssertEqual(fromFile, fromModel)
    XCTAssertEqual(fromFile.count, 25)
  }

  /// The same bits as the cell itself: in its steps, in the engine, and in the file.
  func testAChosenCellIsTheCell() throws {
    try check(RNNCell<Float>.self, .rnn) { RNNCell(inputSize: $0, hiddenSize: $1, using: &$2) }
    try check(GRUCell<Float>.self, .gru) {
      GRUCell(inputSize: $0, hiddenSize: $1, resetPlacement: .afterProduct, using: &$2)
    }
    try check(LSTMCell<Float>.self, .lstm) { LSTMCell(inputSize: $0, hiddenSize: $1, using: &$2) }
  }

  private func check<Cell: RecurrentCell>(
    _ type: Cell.Type, _ kind: CellKind, make: (Int, Int, inout SplitMix64) -> Cell
  ) throws where Cell.Scalar == Float {
    let own = try LanguageModelTrainer(plan: plan, text: text, makeCell: make)
    let chosen = try trainer(kind, plan)
    for _ in 0..<3 { XCTAssertEqual(own.advance(), chosen.advance(), kind.name) }
    try own.save(to: file)
    let bytes = try Data(contentsOf: file)
    try chosen.save(to: file)
    XCTAssertEqual(try Data(contentsOf: file), bytes, kind.name)
    let window = chosen.heldOut[0]
    let (ours, theirs) = (chosen.model, own.model)
    let (x, y) = (ours.lossAndGradient(of: window, from: nil), theirs.lossAndGradient(of: window, from: nil))
    XCTAssertEqual(x.loss, y.loss)
    for (one, other) in zip(x.gradient.namedParameters, y.gradient.namedParameters) {
      XCTAssertEqual(one.name, other.name)
      XCTAssertEqual(x.gradient[keyPath: one.path], y.gradient[keyPath: other.path], one.name)
    }
    var (generator, cell) = (SplitMix64(seed: 9), ours.layers.layers[1].cell)
    let input = Matrix<Float>.uniform(rows: 2, columns: 6, in: -1...1, using: &generator)
    let (state, cache) = cell.step(input, from: cell.initialState(batchSize: 2))
    let (plain, plainCache) = theirs.layers.layers[1].cell.step(
      input, from: theirs.layers.layers[1].cell.initialState(batchSize: 2))
    XCTAssertEqual(state.parts, plain.parts)
    var (gradient, plainGradient) = (cell.zeroed(), theirs.layers.layers[1].cell.zeroed())
    let back = cell.backward(state, through: cache, adding: &gradient)
    let plainBack = theirs.layers.layers[1].cell.backward(plain, through: plainCache, adding: &plainGradient)
    XCTAssertEqual(back.input, plainBack.input)
    XCTAssertEqual(back.state.parts, plainBack.state.parts)
    XCTAssertEqual(
      gradient.namedParameters.map { gradient[keyPath: $0.path] },
      plainGradient.namedParameters.map { plainGradient[keyPath: $0.path] })
    cell = AnyCell(cell.form, inputSize: 6, hiddenSize: 6, using: &generator)!
    XCTAssertEqual(cell.form, ours.layers.layers[1].cell.form)
  }

  func testACellThatNobodyCanChooseIsRefused() throws {
    var contents = TensorFile()
    contents.metadata["course.format"] = "character model, Transformer cells, version 2"
    try contents.write(to: file)
    XCTAssertThrowsError(try Checkpoint(contentsOf: file)) {
      XCTAssertTrue("\($0)".contains(file.lastPathComponent), "\($0)")
      XCTAssertTrue(
        "\($0)".contains("\"character model, Transformer cells, version 2\", and not one"), "\($0)")
    }
  }
}
