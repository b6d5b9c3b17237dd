import LinearAlgebra

/// How a library or a course writes down the weights of a recurrent cell: names, layout, order of the gates,
/// biases, and what its GRU's gates mean.
///
/// The networks are the same and the numbers are, too; only their places differ. A cell is made from foreign
/// weights, and gives its own in any convention:
///
/// ```swift
/// let cell = try LSTMCell(weights, convention: .keras())
/// let moved = try cell.weights(in: .pyTorch)  // ["weight_ih": [4H, I], "weight_hh": [4H, H], "bias_ih": …]
/// ```
///
/// The entries, ``pyTorch``, ``keras(resetAfter:)``, ``onnx(linearBeforeReset:)``, ``cs231n`` and ``d2l``, are a
/// table in WeightConvention+Table.swift. In an order of gates i, f, o, r and z are the input, forget, output,
/// reset and update gate, and c, g, n or h, as each author calls it, is the candidate; a plain cell is all
/// candidate.
///
/// A bias, a vector elsewhere, is a row [1, G·H] here. With one exception two biases are as good as their sum,
/// which is what our cells keep: only where a GRU's reset gate comes after the product, its candidate needs both.
public struct WeightConvention: Sendable, Equatable {
  /// Which side of the product a weight stands on.
  public enum Layout: Sendable {
    /// `x · W`, with W of shape [I, G·H], as in this course.
    case inputsByOutputs
    /// `x · Wᵀ`, with W of shape [G·H, I].
    case outputsByInputs
  }

  /// Whether the gates share their matrices.
  public enum Packing: Sendable {
    /// All gates side by side in one matrix.
    case together
    /// A matrix for each gate, its name followed by the gate's letter, `W_x` → `W_xi`.
    case gateByGate
  }

  /// What the biases are named, and how they lie.
  public enum Biases: Sendable, Equatable {
    /// One for each gate, [1, G·H].
    case one(String)
    /// One next to the input's product and one next to the state's, each [1, G·H].
    case two(input: String, hidden: String)
    /// Both in one row, the input's first: [1, 2·G·H].
    case twoInARow(String)
    /// Both as rows, the input's first: [2, G·H].
    case twoRows(String)
  }

  /// How the parameters of one kind of cell lie.
  public struct CellForm: Sendable, Equatable {
    /// The order of the gates.
    public var gates: GateOrder
    /// The biases.
    public var biases: Biases
    /// The name and order of the peepholes, [1, 3H], where the convention knows them.
    public var peepholes: Peepholes?

    /// A form.
    public init(_ gates: GateOrder, _ biases: Biases, peepholes: Peepholes? = nil) {
      self.gates = gates
      self.biases = biases
      self.peepholes = peepholes
    }
  }

  /// What the peepholes are named, and their order.
  public struct Peepholes: Sendable, Equatable {
    /// The name of the tensor.
    public var name: String
    /// The order of the three gates in it.
    public var order: GateOrder

    /// Peepholes of a name and an order.
    public init(_ name: String, _ order: GateOrder) {
      self.name = name
      self.order = order
    }
  }

  /// How a GRU's parameters lie, and what its gates mean.
  public struct GRUForm: Sendable, Equatable {
    /// Where the parameters are.
    public var cell: CellForm
    /// Whether the candidate is made of `R ⊙ (H · W + c)`; if not, of `(R ⊙ H) · W`.
    public var resetAfterProduct: Bool
    /// Which way the update gate works.
    public var updatePolarity: UpdatePolarity

    /// A form.
    public init(_ cell: CellForm, resetAfterProduct: Bool, updatePolarity: UpdatePolarity) {
      self.cell = cell
      self.resetAfterProduct = resetAfterProduct
      self.updatePolarity = updatePolarity
    }
  }

  /// Whose convention it is.
  public let name: String
  /// Which side of the product a weight stands on.
  public let layout: Layout
  /// Whether the gates share their matrices.
  public let packing: Packing
  /// The name of the weights from the input.
  public let weightIH: String
  /// The name of the weights from the previous state.
  public let weightHH: String
  /// The plain cell.
  public let rnn: CellForm
  /// The LSTM, if there is one.
  public let lstm: CellForm?
  /// The GRU, if there is one.
  public let gru: GRUForm?

  /// A convention of your own.
  ///
  /// - Precondition: each form has the gates of its cell and a name of its own for each tensor, and matrices gate by gate have neither
  ///   ``Biases/twoInARow(_:)`` nor peepholes.
  public init(
    name: String, layout: Layout, packing: Packing = .together, weightIH: String, weightHH: String,
    rnn: CellForm, lstm: CellForm? = nil, gru: GRUForm? = nil
  ) {
    self.name = name
    self.layout = layout
    self.packing = packing
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.rnn = rnn
    self.lstm = lstm
    self.gru = gru
    checkForm(rnn, gates: "h")
    if let lstm { checkForm(lstm, gates: "i f o c") }
    if let gru { checkForm(gru.cell, gates: "r z h") }
  }

  private func checkForm(_ form: CellForm, gates: GateOrder) {
    require(
      Set(form.gates.gates) == Set(gates.gates), "\(name): a cell of \(gates) has not the gates \(form.gates)"
    )
    if let order = form.peepholes?.order {
      require(Set(order.gates) == Set(GateOrder("i f o").gates), "\(name): peepholes are i f o, not \(order)")
    }
    let names = tensors(of: form, inputSize: 1, hiddenSize: 1).map(\.name)
    require(Set(names).count == names.count, "\(name): each tensor has a name of its own, not \(names)")
    guard packing == .gateByGate else { return }
    require(form.peepholes == nil, "\(name): peepholes stand together, not gate by gate")
    if case .twoInARow = form.biases { require(false, "\(name): gate by gate no two biases stand in a row") }
  }
}
