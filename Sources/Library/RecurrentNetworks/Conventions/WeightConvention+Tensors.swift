import LinearAlgebra

extension WeightConvention {
  /// A tensor that a cell of this convention has.
  struct NamedShape {
    let name: String
    let shape: MatrixShape
    /// A bias or a peephole, which can be omitted if a network is made without them.
    let isOptional: Bool
  }

  /// Every tensor of a cell of I inputs and H units.
  func tensors(of form: CellForm, inputSize: Int, hiddenSize: Int) -> [NamedShape] {
    let width = packing == .together ? form.gates.letters.count * hiddenSize : hiddenSize
    func weight(_ name: String, _ size: Int) -> [NamedShape] {
      let shape = layout == .inputsByOutputs ? MatrixShape(size, width) : MatrixShape(width, size)
      return names(name, form).map { NamedShape(name: $0, shape: shape, isOptional: false) }
    }
    func bias(_ name: String, _ rows: Int, _ columns: Int) -> [NamedShape] {
      names(name, form).map { NamedShape(name: $0, shape: MatrixShape(rows, columns), isOptional: true) }
    }
    let biases =
      switch form.biases {
      case .one(let name): bias(name, 1, width)
      case .two(let input, let hidden): bias(input, 1, width) + bias(hidden, 1, width)
      case .twoInARow(let name): bias(name, 1, 2 * width)
      case .twoRows(let name): bias(name, 2, width)
      }
    let peepholes = form.peepholes.map {
      NamedShape(name: $0.name, shape: MatrixShape(1, 3 * hiddenSize), isOptional: true)
    }
    return weight(weightIH, inputSize) + weight(weightHH, hiddenSize) + biases
      + (peepholes.map { [$0] } ?? [])
  }

  /// The name, or with matrices gate by gate all names that begin with it.
  func names(_ name: String, _ form: CellForm) -> [String] {
    packing == .together ? [name] : form.gates.letters.map { "\(name)\($0)" }
  }

  /// Whether a tensor is a vector where the convention comes from: a bias or peepholes in one row.
  public func isVector<Scalar>(_ name: String, _ matrix: Matrix<Scalar>) -> Bool {
    matrix.rows == 1
      && ![rnn, lstm, gru?.cell].compactMap { $0 }.contains { form in
        names(weightIH, form).contains(name) || names(weightHH, form).contains(name)
      }
  }
}
