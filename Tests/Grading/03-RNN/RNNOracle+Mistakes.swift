import Foundation

extension RNNOracle {
  /// A mistake that learners really make in one step.
  enum Mistake: CaseIterable {
    case none, tanhLeftOut, sigmoidForTanh, tanhTwice, tanhOfEachProduct, weightTransposed,
      biasTwice,
      biasLeftOut, biasSubtracted, biasAfterTanh, biasOnFirstRowOnly, stateIgnored, stateSubtracted,
      stateOfFirstRow, stateInsteadOfInput, inputIgnored, inputSubtracted, inputInsteadOfState,
      productsMultiplied

    /// The mistake in the words of the report.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .tanhLeftOut: return "the tanh is missing"
      case .sigmoidForTanh: return "a sigmoid is used instead of the tanh"
      case .tanhTwice: return "the tanh is applied twice"
      case .tanhOfEachProduct: return "tanh is applied to each product instead of to their sum"
      case .weightTransposed: return "W_hh is transposed"
      case .biasTwice: return "the bias is added twice"
      case .biasLeftOut: return "the bias is missing"
      case .biasSubtracted: return "the bias is subtracted"
      case .biasAfterTanh: return "the bias is added after the tanh instead of before it"
      case .biasOnFirstRowOnly: return "the bias is added to the first row only"
      case .stateIgnored: return "the previous state is ignored"
      case .stateSubtracted: return "the product with the previous state is subtracted"
      case .stateOfFirstRow:
        return "every row of the batch uses the previous state of the first row"
      case .stateInsteadOfInput:
        return "the product with the previous state is added twice and the input is missing"
      case .inputIgnored: return "the input is ignored"
      case .inputSubtracted: return "the product with the input is subtracted"
      case .inputInsteadOfState:
        return "the product with the input is added twice and the previous state is missing"
      case .productsMultiplied: return "the two products are multiplied instead of added"
      }
    }

    /// One unit of the next state.
    func next(fromInput: Double, fromState: Double, bias: Double) -> Double {
      func tanh(_ value: Double) -> Double { Foundation.tanh(value) }
      let sum = fromInput + fromState + bias
      switch self {
      case .none, .weightTransposed, .biasOnFirstRowOnly, .stateOfFirstRow: return tanh(sum)
      case .tanhLeftOut: return sum
      case .sigmoidForTanh: return 1 / (1 + Foundation.exp(-sum))
      case .tanhTwice: return tanh(tanh(sum))
      case .tanhOfEachProduct: return tanh(fromInput) + tanh(fromState) + bias
      case .biasTwice: return tanh(sum + bias)
      case .biasLeftOut: return tanh(fromInput + fromState)
      case .biasSubtracted: return tanh(fromInput + fromState - bias)
      case .biasAfterTanh: return tanh(fromInput + fromState) + bias
      case .stateIgnored: return tanh(fromInput + bias)
      case .stateSubtracted: return tanh(fromInput - fromState + bias)
      case .stateInsteadOfInput: return tanh(2 * fromState + bias)
      case .inputIgnored: return tanh(fromState + bias)
      case .inputSubtracted: return tanh(fromState - fromInput + bias)
      case .inputInsteadOfState: return tanh(2 * fromInput + bias)
      case .productsMultiplied: return tanh(fromInput * fromState + bias)
      }
    }
  }
}
