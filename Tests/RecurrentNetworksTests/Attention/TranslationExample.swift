import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Sizes of translations in these tests, all different from each other and from those of the sources.
enum TranslationSize {
  static let (embedding, hidden, steps, hiddenOfAttention) = (6, 8, 3, 9)
}

/// Two sources of different lengths with targets of different lengths; -1 marks padding.
struct TranslationExample {
  var source: [Matrix<Double>]
  let lengths = [3, 5]
  let targets = [[2, 4], [6, 3], [-1, 1]]

  init(_ generator: inout SplitMix64) { source = randomSequence(&generator) }

  func loss<Encoder, Cell, Kind>(_ network: AttentionEncoderDecoder<Encoder, Cell, Kind>) -> Double
  where Cell.Scalar == Double {
    crossEntropy(logits: pass(network).logits, targets: targets, ignoredTarget: -1, reduction: .sum)
  }

  func pass<Encoder, Cell, Kind>(_ network: AttentionEncoderDecoder<Encoder, Cell, Kind>)
    -> AttentionEncoderDecoder<Encoder, Cell, Kind>.Output where Cell.Scalar == Double
  {
    network(source, lengths: lengths, inputs: network.inputs(forTargets: targets, ignoredTarget: -1))
  }
}

/// Every parameter's gradient by name, and those of the source's inputs, of the loss over padded targets.
///
/// Newly initialized parameters are so small that the attention weights are almost uniform and the loss
/// hardly depends on the queries; so they are scaled by three.
func assertTranslationGradients<Encoder, Cell, Kind>(
  _ fresh: AttentionEncoderDecoder<Encoder, Cell, Kind>, file: StaticString = #filePath, line: UInt = #line
) where Cell.Scalar == Double {
  var generator = SplitMix64(seed: 84)
  let example = TranslationExample(&generator)
  var network = fresh
  network.scale(by: 3)
  var gradient = network.zeroed()
  let pass = example.pass(network)
  let inputs = network.backward(
    crossEntropyGradient(logits: pass.logits, targets: example.targets, ignoredTarget: -1, reduction: .sum),
    through: pass, adding: &gradient)
  var checks = checkGradients(gradient, of: example.loss, at: network)
  XCTAssertEqual(checks.map(\.name), network.namedParameters.map(\.name), file: file, line: line)
  for step in 0..<Size.steps {
    let numeric = numericGradient(
      of: { moved in
        var other = example
        other.source[step] = moved
        return other.loss(network)
      }, at: example.source[step])
    checks.append(GradientCheck.compare(inputs[step], numeric, named: "source \(step)"))
  }
  assertPass(checks, file: file, line: line)
}

extension AttentionEncoderDecoder where Scalar == Double {
  /// A network of any encoder, cell and attention with newly initialized parameters of these sizes.
  init(
    _ encoder: Encoder, _ attention: Kind, embedded: Bool, bridged: Bool, _ order: AttentionOrder,
    _ generator: inout SplitMix64
  ) {
    let decoder = AttentionDecoder<Cell, Kind>(
      vocabularySize: Size.classes, embeddingSize: embedded ? TranslationSize.embedding : nil,
      hiddenSize: TranslationSize.hidden, contextSize: encoder.outputSize, attention: attention, order: order,
      beginToken: 0, using: &generator)
    self.init(
      encoder: encoder,
      bridge: bridged
        ? StateBridge(inputSize: encoder.outputSize, to: decoder.cell, using: &generator) : nil,
      decoder: decoder)
  }
}

extension AdditiveAttention<Double> {
  /// One that fits the decoders of these tests.
  init(keySize: Int, _ generator: inout SplitMix64) {
    self.init(
      querySize: TranslationSize.hidden, keySize: keySize, size: TranslationSize.hiddenOfAttention,
      using: &generator)
  }
}
