/// A cell without its parameters: its kind, and the choices that decide what it computes with them.
///
/// The names and shapes of a cell's matrices do not always tell how they are used: whether a GRU resets its state
/// before or after the product is a choice. With its form and its matrices, a cell can be made again from a file.
public struct CellForm: Hashable, Sendable {
  /// The kind in one word, `GRU`.
  public let kind: String
  /// The choices by name, `["resetPlacement": "afterProduct", …]`.
  public let choices: [String: String]

  /// A form of the given kind and choices; a choice that is missing is the kind's default.
  public init(kind: String, choices: [String: String] = [:]) {
    self.kind = kind
    self.choices = choices
  }
}

/// A kind without choices is made by its own initializer: a cell from another package has to do nothing to be stored.
extension RecurrentCell {
  /// The kind, with no choices.
  public var form: CellForm { CellForm(kind: Self.kind) }

  /// A cell with fresh parameters, or `nil` if the form is of another kind or has choices.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    guard form.kind == Self.kind, form.choices.isEmpty else { return nil }
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
  }
}

extension GatedCell {
  /// The name of the gates' activation, unless it is σ.
  public var form: CellForm { form([:]) }

  /// A cell of a form with fresh parameters, or `nil` if a name or value is not known.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(form, of: Self.self)
    guard let gates = choices.takeGates(), choices.areAllTaken else { return nil }
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    gateActivation = gates
  }

  /// The form with some choices and that of the gates, which is omitted if it is the usual one: a file says no more
  /// than it has to.
  fileprivate func form(_ choices: [String: String]) -> CellForm {
    var choices = choices
    if gateActivation != .sigmoid { choices["gateActivation"] = gateActivation.rawValue }
    return CellForm(kind: Self.kind, choices: choices)
  }
}

extension RNNCell {
  /// The name of the activation.
  public var form: CellForm { CellForm(kind: Self.kind, choices: ["activation": activation.rawValue]) }

  /// A cell of a form with fresh parameters, or `nil` if a name or value is not known.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(form, of: Self.self)
    let activation = choices.take("activation", usually: Activation.tanh)
    guard let activation, choices.areAllTaken else { return nil }
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, activation: activation, using: &generator)
  }
}

extension GRUCell {
  /// The names of the reset gate's place and of the update gate's polarity, and what every gated cell has.
  public var form: CellForm {
    form(["resetPlacement": resetPlacement.rawValue, "updatePolarity": updatePolarity.rawValue])
  }

  /// A cell of a form with fresh parameters, or `nil` if a name or value is not known.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(form, of: Self.self)
    let placement = choices.take("resetPlacement", usually: ResetPlacement.beforeProduct)
    let polarity = choices.take("updatePolarity", usually: UpdatePolarity.keepsState)
    guard let placement, let polarity, let gates = choices.takeGates(), choices.areAllTaken else {
      return nil
    }
    self.init(
      inputSize: inputSize, hiddenSize: hiddenSize, resetPlacement: placement, updatePolarity: polarity,
      using: &generator)
    gateActivation = gates
  }
}

extension LSTMCell {
  /// The name of the function that the memory goes through before it is shown, and what every gated cell has.
  public var form: CellForm { form(["outputActivation": outputActivation.rawValue]) }

  /// A cell of a form with fresh parameters, or `nil` if a name or value is not known.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(form, of: Self.self)
    let activation = choices.take("outputActivation", usually: OutputActivation.tanh)
    guard let activation, let gates = choices.takeGates(), choices.areAllTaken else { return nil }
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, outputActivation: activation, using: &generator)
    gateActivation = gates
  }
}

extension SimplifiedGRUCell {
  /// The name of the update gate's polarity, and what every gated cell has.
  public var form: CellForm { form(["updatePolarity": updatePolarity.rawValue]) }

  /// A cell of a form with fresh parameters, or `nil` if a name or value is not known.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    var choices = Choices(form, of: Self.self)
    let polarity = choices.take("updatePolarity", usually: UpdatePolarity.takesCandidate)
    guard let polarity, let gates = choices.takeGates(), choices.areAllTaken else { return nil }
    let fresh = Self(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    self.init(
      weightIH: fresh.weightIH, weightHH: fresh.weightHH, bias: fresh.bias, updatePolarity: polarity)
    gateActivation = gates
  }
}

/// The choices of a form as they are read one by one, so that none is passed over.
private struct Choices {
  private var rest: [String: String]
  private let isOfKind: Bool

  init<Cell: RecurrentCell>(_ form: CellForm, of type: Cell.Type) {
    rest = form.choices
    isOfKind = form.kind == Cell.kind
  }

  /// Whether nothing was named that the cell does not know.
  var areAllTaken: Bool { isOfKind && rest.isEmpty }

  /// The value of that name, the default if it is missing, or `nil` if it is no such value.
  mutating func take<Choice: RawRepresentable<String>>(_ name: String, usually usual: Choice) -> Choice? {
    rest.removeValue(forKey: name).map { Choice(rawValue: $0) } ?? usual
  }

  /// The activation of the gates.
  mutating func takeGates() -> GateActivation? { take("gateActivation", usually: GateActivation.sigmoid) }
}
