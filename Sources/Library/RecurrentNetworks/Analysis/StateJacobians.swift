import LinearAlgebra

/// How a change of a state reaches the last hidden state of a sequence: `∂H_T/∂H_t`, the product of one Jacobian a
/// step that makes gradients vanish or explode.
///
/// Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen" (1991); Pascanu, Mikolov and Bengio, "On the
/// difficulty of training recurrent neural networks" (2013).
extension RecurrentLayer {
  /// `∂H_T/∂S_t` for t = 0 … T, exactly, where `S_t` is a part of the state.
  ///
  /// Row j of a Jacobian is what backpropagation makes of the unit vector e_j instead of `∂L/∂H_T`. The H unit
  /// vectors go back together, as a batch of H copies of the sequence. The state's parts count as independent: of
  /// an LSTM's two, `hidden` is reached through the gates alone and `cell` along the memory.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T` of one sequence, each [1, I], in the order of reading.
  ///   - state: the state before the first step; defaults to the zero state.
  ///   - part: which part of the state is changed, `hidden` or, for an LSTM, `cell`.
  /// - Returns: T + 1 matrices [H, H], of which element [j, k] is `∂H_T[j] / ∂S_t[k]`.
  public func stateJacobians(
    over inputs: [Matrix<Scalar>], from state: Cell.State? = nil, of part: String = "hidden"
  ) -> [Matrix<Scalar>] {
    require(
      inputs.allSatisfy { $0.rows == 1 },
      "the Jacobians are those of one sequence, inputs of shape [1, \(cell.inputSize)]")
    let size = cell.hiddenSize
    let ones = Matrix<Scalar>(rows: size, columns: 1, repeating: 1)
    let start = state ?? cell.initialState(batchSize: 1)
    var current = start.combined(with: start) { row, _ in ones * row }
    let caches = inputs.map { input in
      let (next, cache) = cell.step(ones * input, from: current)
      current = next
      return cache
    }

    var gradient = cell.initialState(batchSize: size)
    gradient.hidden = .identity(size)
    var unused = cell.zeroed()
    var jacobians = [jacobian(gradient, part)]
    for cache in caches.reversed() {
      gradient = cell.backward(gradient, through: cache, adding: &unused).state
      jacobians.append(jacobian(gradient, part))
    }
    return jacobians.reversed()
  }

  /// The norm of `∂H_T/∂S_{T-k}` for every distance k = 0 … T, the mean over the B sequences of a batch.
  ///
  /// At distance 0 stands the identity, whose Frobenius norm is √H and whose spectral norm is 1; of an LSTM's memory
  /// it is zero, since `H_T` is taken as given there.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I], in the order of reading.
  ///   - part: which part of the state is changed, `hidden` or, for an LSTM, `cell`.
  ///   - norm: which norm; both are exact, and cost H passes back.
  /// - Returns: T + 1 norms.
  public func stateGradientNorms(
    over inputs: [Matrix<Scalar>], of part: String = "hidden", norm: JacobianNorm = .spectral
  ) -> [Double] {
    let batchSize = inputs.first?.rows ?? 1
    var sums = Array(repeating: 0.0, count: inputs.count + 1)
    for row in 0..<batchSize {
      let jacobians = stateJacobians(over: inputs.map { $0.row(row) }, of: part)
      for (distance, jacobian) in jacobians.reversed().enumerated() { sums[distance] += norm(jacobian) }
    }
    return sums.map { $0 / Double(batchSize) }
  }

  private func jacobian(_ gradient: Cell.State, _ part: String) -> Matrix<Scalar> {
    let parts = gradient.parts
    guard let jacobian = parts[part] else {
      stop(
        "the state of \(Cell.kind) has the parts \(parts.keys.sorted()), not \(part)", file: #fileID,
        line: #line)
    }
    return jacobian
  }
}

/// What is taken for the size of a Jacobian.
public enum JacobianNorm: String, Sendable, CaseIterable {
  /// `√Σ J²`: how much a random change of the state matters.
  case frobenius
  /// The largest singular value: how much the change matters that matters most. A product of Jacobians has at most
  /// the product of their spectral norms.
  case spectral

  /// The norm of a matrix, in Double: exact for elements of any size, NaN if one of them is, else ∞ if one is.
  public func callAsFunction<Scalar>(_ matrix: Matrix<Scalar>) -> Double {
    let frobenius = matrix.scaledNorm
    guard self == .spectral, frobenius.isFinite else {
      return Double(frobenius.root) * Double(frobenius.unit)
    }
    return singularValues(of: matrix).first ?? 0
  }
}
