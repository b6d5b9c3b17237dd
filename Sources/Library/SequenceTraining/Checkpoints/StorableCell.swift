import LinearAlgebra
import RecurrentNetworks

/// A cell that a checkpoint can describe and make again.
///
/// The matrices go into the checkpoint under the names of `LinearAlgebra/ParameterCollection/namedParameters`.
/// Their names and shapes do not always say how they are used: whether a GRU resets its state before or after the
/// product is a choice beside them. Those choices are the cell's variant.
public protocol StorableCell: RecurrentCell {
  /// The choices beside the parameters by name: `["resetPlacement": "afterProduct", …]`.
  var variant: [String: String] { get }

  /// A cell of a variant with fresh parameters.
  ///
  /// - Parameters:
  ///   - variant: what ``variant`` gave; a choice that is missing is the kind's usual one.
  ///   - inputSize: I, the length of an input.
  ///   - hiddenSize: H, the length of a state.
  ///   - generator: where the random numbers come from.
  /// - Returns: `nil` where a name or value is none of this kind's.
  init?(
    variant: [String: String], inputSize: Int, hiddenSize: Int,
    using generator: inout some RandomNumberGenerator)
}

extension RNNCell: StorableCell {
  /// The name of the activation.
  public var variant: [String: String] { ["activation": activation.rawValue] }

  /// A cell of a variant with fresh parameters, or `nil` where a name or value is not known.
  public init?(
    variant: [String: String], inputSize: Int, hiddenSize: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(variant)
    let activation = choices.take("activation", usually: Activation.tanh)
    guard let activation, choices.areAllTaken else { return nil }
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, activation: activation, using: &generator)
  }
}

extension GRUCell: StorableCell {
  /// The names of the reset gate's place and of the update gate's polarity.
  public var variant: [String: String] {
    ["resetPlacement": resetPlacement.rawValue, "updatePolarity": updatePolarity.rawValue]
  }

  /// A cell of a variant with fresh parameters, or `nil` where a name or value is not known.
  public init?(
    variant: [String: String], inputSize: Int, hiddenSize: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(variant)
    let placement = choices.take("resetPlacement", usually: ResetPlacement.beforeProduct)
    let polarity = choices.take("updatePolarity", usually: UpdatePolarity.keepsState)
    guard let placement, let polarity, choices.areAllTaken else { return nil }
    self.init(
      inputSize: inputSize, hiddenSize: hiddenSize, resetPlacement: placement, updatePolarity: polarity,
      using: &generator)
  }
}

extension LSTMCell: StorableCell {
  /// The name of what the memory goes through before it is shown.
  public var variant: [String: String] { ["outputActivation": outputActivation.rawValue] }

  /// A cell of a variant with fresh parameters, or `nil` where a name or value is not known.
  public init?(
    variant: [String: String], inputSize: Int, hiddenSize: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(variant)
    let activation = choices.take("outputActivation", usually: OutputActivation.tanh)
    guard let activation, choices.areAllTaken else { return nil }
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, outputActivation: activation, using: &generator)
  }
}

/// The choices of a variant as they are read one by one, so that none is passed over.
private struct Choices {
  private var rest: [String: String]

  init(_ variant: [String: String]) { rest = variant }

  /// Whether nothing was named that the cell does not know.
  var areAllTaken: Bool { rest.isEmpty }

  /// The value of that name, the usual one where it is missing, or `nil` where it is no such value.
  mutating func take<Choice: RawRepresentable<String>>(_ name: String, usually usual: Choice) -> Choice? {
    rest.removeValue(forKey: name).map { Choice(rawValue: $0) } ?? usual
  }
}
