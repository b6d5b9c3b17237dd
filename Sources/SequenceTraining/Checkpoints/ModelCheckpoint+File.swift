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

  var isSound: Bool { [step, offset, window, updateCount].allSatisfy { $0 >= 0 } }
}

/// What the metadata of a checkpoint are named.
private enum Key {
  static let format = "course.format"
  static let plan = "course.plan"
  static let vocabulary = "course.vocabulary"
  static let text = "course.text"
  static let counters = "course.counters"
}

extension ModelCheckpoint {
  private static var formatName: String { "character model, \(Cell.kind) cells, version 1" }

  /// Writes the checkpoint whole or not at all.
  ///
  /// - Throws: ``UnusableInput`` naming the file if it cannot be written.
  public func write(to file: URL) throws {
    var contents = TensorFile()
    contents.metadata[Key.format] = Self.formatName
    contents.metadata[Key.plan] = try json(plan)
    contents.metadata[Key.vocabulary] = try json(vocabulary.tokens)
    contents.metadata[Key.text] = textFingerprint
    contents.metadata[Key.counters] = try json(
      Counters(
        step: progress.step, generatorState: progress.generator.state, offset: progress.offset,
        window: progress.window, runningLoss: progress.runningLoss, updateCount: optimizer.updateCount))
    contents.store(model, under: "model")
    contents.store(optimizer.mean, under: "mean")
    contents.store(optimizer.meanSquare, under: "meanSquare")
    for (name, matrix) in progress.state?.parts ?? [:] {
      contents.tensors["state.\(name)"] = StoredTensor(matrix)
    }
    try contents.write(to: file)
  }

  /// Reads a checkpoint.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  public init(contentsOf file: URL) throws {
    let contents = try TensorFile(contentsOf: file)
    func flaw(_ text: String) -> UnusableInput {
      UnusableInput("\(file.relativePath) is no checkpoint: \(text)")
    }
    guard contents.metadata[Key.format] == Self.formatName else {
      let format = contents.metadata[Key.format].map { shown($0) } ?? "not named"
      throw flaw("its format is \(format), not \"\(Self.formatName)\"")
    }
    func read<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value {
      guard let text = contents.metadata[key],
        let value = try? JSONDecoder().decode(type, from: Data(text.utf8))
      else { throw flaw("its \(key) cannot be read") }
      return value
    }
    plan = try read(Key.plan, as: TrainingPlan.self)
    let counters = try read(Key.counters, as: Counters.self)
    let tokens = try read(Key.vocabulary, as: [String].self)
    do { vocabulary = try Vocabulary(tokens: tokens) } catch { throw flaw("\(error)") }
    textFingerprint = contents.metadata[Key.text] ?? ""
    guard plan.isSound, !tokens.isEmpty else { throw flaw("its plan has a size below 1") }
    guard counters.isSound else { throw flaw("its counters are negative") }
    var shapes = SplitMix64(seed: 0)
    let fresh = LanguageModel<Cell>(
      vocabularySize: tokens.count, hiddenSize: try contents.hiddenSize(plan, flaw), using: &shapes)
    model = try contents.load(fresh, from: "model", flaw)
    optimizer = Adam(for: model, learningRate: plan.learningRate)
    optimizer.mean = try contents.load(fresh, from: "mean", flaw)
    optimizer.meanSquare = try contents.load(fresh, from: "meanSquare", flaw)
    optimizer.updateCount = counters.updateCount
    progress = .init(
      step: counters.step, generator: SplitMix64(seed: counters.generatorState), offset: counters.offset,
      window: counters.window, state: contents.state(), runningLoss: counters.runningLoss)
  }
}

extension TensorFile {
  fileprivate mutating func store<Parameters: ParameterCollection>(
    _ parameters: Parameters, under prefix: String
  )
  where Parameters.Scalar == Float {
    for (name, path) in parameters.namedParameters {
      tensors["\(prefix).\(name)"] = StoredTensor(parameters[keyPath: path])
    }
  }

  /// The parameters stored under `prefix`, with the names and shapes of `pattern`.
  fileprivate func load<Parameters: ParameterCollection>(
    _ pattern: Parameters, from prefix: String, _ flaw: (String) -> UnusableInput
  ) throws -> Parameters where Parameters.Scalar == Float {
    var result = pattern
    for (name, path) in pattern.namedParameters {
      let shape = pattern[keyPath: path].shape
      guard let matrix = tensors["\(prefix).\(name)"]?.matrix(of: Float.self) else {
        throw flaw("it holds no \(prefix).\(name)")
      }
      guard matrix.shape == shape else {
        throw flaw("its \(prefix).\(name) has shape \(matrix.shape), and its plan asks for \(shape)")
      }
      result[keyPath: path] = matrix
    }
    return result
  }

  /// The carried state, if the training stopped within an epoch.
  fileprivate func state<State: RecurrentState>() -> State? where State.Scalar == Float {
    let named = tensors.filter { $0.key.hasPrefix("state.") }.compactMapValues { $0.matrix(of: Float.self) }
    return State(
      parts: Dictionary(uniqueKeysWithValues: named.map { (String($0.key.dropFirst(6)), $0.value) }))
  }

  /// The plan's hidden size, held against a matrix that is there before anything of that size is made.
  fileprivate func hiddenSize(_ plan: TrainingPlan, _ flaw: (String) -> UnusableInput) throws -> Int {
    guard let weight = tensors["model.output.weight"]?.matrix(of: Float.self), weight.rows == plan.hiddenSize,
      weight.count > 0
    else {
      throw flaw("its plan asks for a hidden size of \(plan.hiddenSize), which its matrices do not have")
    }
    return plan.hiddenSize
  }
}

private func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
