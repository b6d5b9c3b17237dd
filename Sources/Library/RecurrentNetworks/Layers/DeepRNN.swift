import LinearAlgebra

/// Stacked layers: the sequence of outputs of one is the sequence of inputs of the next.
///
/// ```
/// H^0_t = X_t
/// H^l_t = layer_l(H^{l-1}_t, H^l_{t-1})       l = 1 … L
/// ```
///
/// Any depth, any layer: `DeepRNN<LSTM<Float>>` is a stack of LSTMs, `DeepRNN<Bidirectional<GRUCell<Float>>>` one
/// of bidirectional GRUs, where each layer reads both directions of the one below. In training, dropout may stand
/// between two layers; it touches neither the first input nor the last output, nor what a layer carries in time.
///
/// Graves, "Generating sequences with recurrent neural networks" (2013); dropout only between layers as in
/// Zaremba, Sutskever and Vinyals, "Recurrent neural network regularization" (2014) and in PyTorch.
public struct DeepRNN<Layer: SequenceLayer>: SequenceLayer {
  /// The scalar type.
  public typealias Scalar = Layer.Scalar
  /// The state of each layer, from the lowest to the highest.
  public typealias State = [Layer.State]

  /// The layers from the lowest to the highest.
  public var layers: [Layer]
  /// The dropout between two layers in training.
  public let dropout: Dropout

  /// A stack of given layers.
  ///
  /// - Precondition: there is at least one, and each takes what the one below it gives.
  public init(_ layers: [Layer], dropout: Dropout = Dropout(probability: 0)) {
    self.layers = layers
    self.dropout = dropout
    checkLayers()
  }

  /// The parameters by name, `layers.0.…` for the lowest layer, and so on upward.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    layers.indices.flatMap { parameters(of: \.layers[$0], named: "layers.\($0)") }
  }

  /// I, the number of columns of an input of the lowest layer.
  public var inputSize: Int {
    checkIsNotEmpty()
    return layers[0].inputSize
  }
  /// The number of columns of an output of the highest layer.
  public var outputSize: Int {
    checkIsNotEmpty()
    return layers[layers.count - 1].outputSize
  }

  /// Traps unless the layers fit on each other, even after they were changed one by one.
  package func checkLayers() {
    checkIsNotEmpty()
    for (index, (below, above)) in zip(layers, layers.dropFirst()).enumerated() {
      require(
        above.inputSize == below.outputSize,
        "layer \(index + 1) takes inputs of size \(above.inputSize), and layer \(index) gives \(below.outputSize)"
      )
    }
  }

  private func checkIsNotEmpty() { require(!layers.isEmpty, "a deep network has at least one layer") }
}

extension DeepRNN {
  /// A stack of cells with fresh parameters, reading forward.
  ///
  /// - Precondition: `layerCount` is at least 1.
  public init<Cell>(
    inputSize: Int, hiddenSize: Int, layerCount: Int, dropout: Dropout = Dropout(probability: 0),
    using generator: inout some RandomNumberGenerator
  ) where Layer == RecurrentLayer<Cell> {
    checkLayerCount(layerCount)
    var layers: [Layer] = []
    for index in 0..<layerCount {
      let size = index == 0 ? inputSize : hiddenSize
      layers.append(Layer(Cell(inputSize: size, hiddenSize: hiddenSize, using: &generator)))
    }
    self.init(layers, dropout: dropout)
  }

  /// A stack of pairs of cells with fresh parameters, reading in both directions.
  ///
  /// - Precondition: `layerCount` is at least 1.
  public init<Cell>(
    inputSize: Int, hiddenSize: Int, layerCount: Int, merge: Merge = .concatenated,
    dropout: Dropout = Dropout(probability: 0), using generator: inout some RandomNumberGenerator
  ) where Layer == Bidirectional<Cell> {
    checkLayerCount(layerCount)
    var layers: [Layer] = []
    for _ in 0..<layerCount {
      layers.append(
        Layer(
          inputSize: layers.last?.outputSize ?? inputSize, hiddenSize: hiddenSize, merge: merge,
          using: &generator))
    }
    self.init(layers, dropout: dropout)
  }
}

/// Traps unless a deep network can have so many layers.
package func checkLayerCount(_ count: Int) {
  require(count >= 1, "a deep network has at least one layer, not \(count)")
}
