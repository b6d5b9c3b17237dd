import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// A language model: a recurrent layer that reads, and a linear layer that predicts what can come next.
///
///     H_t = tanh(x_t · W_xh + H_{t-1} · W_hh + b_h)          [1, H], from H_0 = 0
///     Z_t = H_t · W_hq + b_q                                 [1, V], the logits of step t
public struct LanguageModel: ParameterCollection {
  /// From tokens to states, [V, H], [H, H], [1, H].
  public var layer: RNNLayer
  /// From states to logits, [H, V] and [1, V].
  public var output: LinearLayer

  /// A model of the given layers.
  public init(layer: RNNLayer, output: LinearLayer) {
    self.layer = layer
    self.output = output
  }

  /// A model with newly initialized weights.
  public init(vocabularySize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(
      layer: RNNLayer(inputSize: vocabularySize, hiddenSize: hiddenSize, using: &generator),
      output: LinearLayer(inputSize: hiddenSize, outputSize: vocabularySize, using: &generator))
  }

  /// V, the number of tokens.
  public var vocabularySize: Int { output.weight.columns }

  /// All matrices by name, for optimizers.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.layer, named: "layer") + parameters(of: \.output, named: "output")
  }

  /// The gradient of ``loss(of:)`` with respect to every parameter.
  ///
  /// - Parameter pairs: the inputs and targets of a sentence, as your `teacherForcing` returns them.
  public func gradient(of pairs: TeacherForcing) -> LanguageModel {
    let forward = layer.forward(pairs.inputs, from: layer.initialState(batchSize: 1))
    var outputGradient = output.zeroed()
    let stateGradients = zip(forward.states.suffix(pairs.targets.count), pairs.targets).map { state, target in
      let step = output.backward(
        crossEntropyGradient(logits: output.forward(state), targets: [target]), input: state)
      outputGradient.add(step.parameters, times: 1)
      return step.input
    }
    let layerGradient = layer.backward(stateGradients, through: forward.cache).parameters
    return LanguageModel(layer: layerGradient, output: outputGradient)
  }

  /// Task 3. The logits of every step of a sentence, one below the other.
  ///
  /// - Parameter inputs: x_1 … x_N, each [1, V].
  /// - Returns: [N, V].
  public func logits(_ inputs: [Matrix<Double>]) throws -> Matrix<Double> {
    // TODO: Task 3, the pass over a sentence, and its loss (part 1 of 3).
    throw NotImplemented()
  }

  /// Task 3. The loss of a sentence: the cross-entropy of its T + 1 predictions, `<EOS>` among them, summed, in nats.
  ///
  /// - Parameter sentence: y_1 … y_T, without `<EOS>`.
  public func loss(of sentence: [Int]) throws -> Double {
    // TODO: Task 3, the pass over a sentence, and its loss (part 2 of 3).
    throw NotImplemented()
  }

  /// Task 3. The loss of some sentences in bits per prediction: the mean over all their predictions, of
  /// long and short sentences alike.
  ///
  /// - Parameter sentences: at least one, each without `<EOS>`.
  public func bitsPerPrediction(of sentences: [[Int]]) throws -> Double {
    // TODO: Task 3, the pass over a sentence, and its loss (part 3 of 3).
    throw NotImplemented()
  }
}
