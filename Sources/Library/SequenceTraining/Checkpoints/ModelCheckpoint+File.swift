import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// The counters of a checkpoint that are not matrices.
private struct Counters: Codable {
  var step: Int
  var generatorState: UInt64
  var offset: Int
  var window: Int
  var runningLoss: Double
  var updateCount: Int
}

private typealias Key = CheckpointKey

extension ModelCheckpoint {
  /// Writes the checkpoint whole or not at all.
  ///
  /// - Throws: ``UnusableInput`` naming the file if it cannot be written, or a number in the checkpoint from
  ///   which no training could resume, such as a parameter that is NaN.
  public func write(to file: URL) throws {
    if let flaw = flaw() {
      throw UnusableInput(
        "\(file.relativePath) is not written, because no training could resume from it: \(flaw)")
    }
    var contents = TensorFile()
    contents.metadata[Key.format] = CheckpointKey.formatName(ofKind: Cell.kind)
    contents.metadata[Key.plan] = try json(plan)
    contents.metadata[Key.layers] = try json(model.layers.layers.map(\.cell.variant))
    contents.metadata[Key.vocabulary] = try json(vocabulary.tokens)
    contents.metadata[Key.text] = textFingerprint
    contents.metadata[Key.counters] = try json(
      Counters(
        step: progress.step, generatorState: progress.generator.state, offset: progress.offset,
        window: progress.window, runningLoss: progress.runningLoss, updateCount: optimizer.updateCount))
    contents.store(model, under: "model")
    contents.store(optimizer.mean, under: "mean")
    contents.store(optimizer.meanSquare, under: "meanSquare")
    for (layer, state) in (progress.state ?? []).enumerated() {
      for (name, matrix) in state.parts { contents.tensors["state.\(layer).\(name)"] = StoredTensor(matrix) }
    }
    try contents.write(to: file)
  }

  /// Reads a checkpoint.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  public init(contentsOf file: URL) throws {
    try self.init(TensorFile(contentsOf: file), named: file.relativePath)
  }

  /// The checkpoint that a file of the second version holds.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  init(_ contents: TensorFile, named name: String) throws {
    let reader = CheckpointReader(contents, named: name)
    let stored = try StoredModel<Cell>(reader)
    (vocabulary, plan, model) = (stored.vocabulary, stored.plan, stored.model)
    let counters = try reader.read(Key.counters, as: Counters.self)
    textFingerprint = contents.metadata[Key.text] ?? ""
    optimizer = Adam(for: model, learningRate: plan.learningRate)
    optimizer.mean = try reader.load(model, from: "mean")
    optimizer.meanSquare = try reader.load(model, from: "meanSquare")
    optimizer.updateCount = counters.updateCount
    progress = .init(
      step: counters.step, generator: SplitMix64(seed: counters.generatorState), offset: counters.offset,
      window: counters.window, state: try reader.state(like: model), runningLoss: counters.runningLoss)
    if let flaw = flaw() { throw reader.flaw("its \(flaw)") }
  }

  /// The first number that no training could resume from; `nil` if there is none.
  private func flaw() -> String? {
    if let flaw = plan.flaw { return "\(Key.plan): \(flaw)" }
    if let flaw = progress.flaw(in: plan, updateCount: optimizer.updateCount) {
      return "\(Key.counters): \(flaw)"
    }
    for (prefix, parameters) in [
      ("model", model), ("mean", optimizer.mean), ("meanSquare", optimizer.meanSquare),
    ] {
      for (name, path) in parameters.namedParameters {
        let matrix = parameters[keyPath: path]
        if let number = matrix.elements.first(where: { !$0.isFinite }) {
          return "\(prefix).\(name) has the number \(number), which is not finite"
        }
        if prefix == "meanSquare", let number = matrix.elements.first(where: { $0 < 0 }) {
          return "\(prefix).\(name) has the number \(number), and no square is negative"
        }
      }
    }
    let batchSize = progress.state?.first?.hidden.rows ?? 1
    return progress.stateFlaw(in: model, batchSize: batchSize)
  }
}

extension TensorFile {
  fileprivate mutating func store<Parameters: ParameterCollection>(
    _ parameters: Parameters, under prefix: String
  ) where Parameters.Scalar == Float {
    for (name, path) in parameters.namedParameters {
      tensors["\(prefix).\(name)"] = StoredTensor(parameters[keyPath: path])
    }
  }
}

private func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
