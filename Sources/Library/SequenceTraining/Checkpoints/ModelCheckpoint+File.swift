import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// The counters of a checkpoint that are not matrices.
struct Counters: Codable {
  var step: Int
  var generatorState: UInt64
  var offset: Int
  var window: Int
  var runningLoss: Double
  var updateCount: Int

  init<Model>(_ progress: Trainer<Model>.Progress, updateCount: Int) {
    (step, generatorState) = (progress.step, progress.generator.state)
    (offset, window, runningLoss) = (progress.offset, progress.window, progress.runningLoss)
    self.updateCount = updateCount
  }

  func progress<Model>(state: [Model.LayerState]?) -> Trainer<Model>.Progress {
    var progress = Trainer<Model>.Progress(generator: SplitMix64(seed: generatorState))
    (progress.step, progress.offset, progress.window) = (step, offset, window)
    (progress.state, progress.runningLoss) = (state, runningLoss)
    return progress
  }
}

private typealias Key = CheckpointKey

extension ModelCheckpoint {
  /// Writes the checkpoint atomically.
  ///
  /// - Throws: ``InvalidInputError`` naming the file if it cannot be written, a number in the checkpoint from
  ///   which no training could resume, such as a parameter that is NaN, or a part that no file can describe.
  public func write(to file: URL) throws {
    guard let progress else {
      throw InvalidInputError(
        "\(file.relativePath) is not written: only the model of the checkpoint was read")
    }
    if let flaw = flaw() {
      throw InvalidInputError(
        "\(file.relativePath) is not written, because no training could resume from it: \(flaw)")
    }
    let forms = model.layers.layers.map(\.cell.form)
    guard Set(forms.map(\.kind)).count == 1,
      model.layers.layers.allSatisfy({ $0.outputSize == plan.hiddenSize })
    else {
      throw InvalidInputError(
        "\(file.relativePath) is not written: a checkpoint describes layers of one kind and one size; write the model's "
          + "matrices with TensorFile")
    }
    var contents = TensorFile()
    contents.metadata[Key.format] = Key.formatName(ofKind: forms[0].kind)
    contents.metadata[Key.plan] = try json(plan)
    contents.metadata[Key.layers] = try json(forms.map(\.choices))
    contents.metadata[Key.vocabulary] = try json(tokenizer.vocabulary.tokens)
    contents.metadata[Key.tokenizer] = try StoredTokenizer.describing(tokenizer).map { try json($0) }
    contents.metadata[Key.text] = textFingerprint
    contents.metadata[Key.counters] = try json(Counters(progress, updateCount: memory.updateCount))
    let names = memory.averages.keys.sorted()
    if names != Self.averages(in: plan, of: model) { contents.metadata[Key.optimizer] = try json(names) }
    contents.store(model, under: "model")
    for (name, average) in memory.averages { contents.store(average, under: name) }
    for (layer, state) in (progress.state ?? []).enumerated() {
      for (name, matrix) in state.parts { contents.tensors["state.\(layer).\(name)"] = StoredTensor(matrix) }
    }
    try contents.write(to: file)
  }

  /// The first number that no training could resume from; `nil` if there is none.
  func flaw() -> String? {
    if let flaw = plan.flaw { return "\(Key.plan): \(flaw)" }
    if let flaw = progress?.flaw(in: plan, updateCount: memory.updateCount) {
      return "\(Key.counters): \(flaw)"
    }
    let averages = memory.averages.sorted { $0.key < $1.key }
    for (prefix, parameters) in [("model", model)] + averages.map({ ($0.key, $0.value) }) {
      for (name, path) in parameters.namedParameters {
        let matrix = parameters[keyPath: path]
        if !matrix.isQuicklyFinite, let number = matrix.elements.first(where: { !$0.isFinite }) {
          return "\(prefix).\(name) has the number \(number), which is not finite"
        }
        let holdsSquares = OptimizerMemory<LanguageModel<Cell>>.squares.contains(prefix)
        if holdsSquares, matrix.count > 0, (-matrix).maximum() > 0,
          let number = matrix.elements.first(where: { $0 < 0 })
        {
          return "\(prefix).\(name) has the number \(number), and no square is negative"
        }
      }
    }
    return progress?.stateFlaw(in: model, batchSize: progress?.state?.first?.hidden.rows ?? 1)
  }
}

extension TensorFile {
  /// Whether a file is a checkpoint of any kind of cell and any version, by its header and its length. What is not
  /// one, such as a text, should not be overwritten.
  public static func isCheckpoint(_ file: URL) -> Bool {
    guard let contents = try? TensorFile(contentsOf: file, where: { _ in false }) else { return false }
    return contents.metadata[Key.format]?.hasPrefix(Key.formatBeginning) == true
  }

  fileprivate mutating func store<Parameters: ParameterCollection>(
    _ parameters: Parameters, under prefix: String
  ) {
    for (name, path) in parameters.namedParameters {
      tensors["\(prefix).\(name)"] = StoredTensor(parameters[keyPath: path])
    }
  }
}

extension Matrix {
  /// Whether all numbers are finite: one kernel tells for numbers of ordinary size, and only others are looked at singly.
  var isQuicklyFinite: Bool { squaredNorm.isFinite || isFinite }
}

private func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
