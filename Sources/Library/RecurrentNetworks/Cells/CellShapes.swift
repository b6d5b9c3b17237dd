import LinearAlgebra

/// A cell whose parameters are three matrices, or three and some more, which may be set one by one: whoever computes
/// with them looks at their shapes again, since a row that is too short would be broadcast, or read beyond its end.
protocol ShapedCell: RecurrentCell {
  var weightIH: Matrix<Scalar> { get }
  var weightHH: Matrix<Scalar> { get }
  var bias: Matrix<Scalar> { get }
  /// Traps unless all parameters have the shapes of such a cell.
  func checkParameterShapes()
}

extension RNNCell: ShapedCell {}
extension LSTMCell: ShapedCell {}
extension GRUCell: ShapedCell {}
extension PeepholeLSTMCell: ShapedCell {}
extension CoupledLSTMCell: ShapedCell {}
extension SimplifiedGRUCell: ShapedCell {}

extension ShapedCell where Self: GatedCell {
  func checkParameterShapes() { checkGateShapes() }
}

extension ShapedCell {
  /// Traps unless the cell is sound, the input [B, I], and the state and an LSTM's memory [B, H].
  func checkStep(_ input: Matrix<Scalar>, _ hidden: Matrix<Scalar>, _ memory: Matrix<Scalar>? = nil) {
    checkParameterShapes()
    let (inputShape, stateShape) = (MatrixShape(input.rows, inputSize), MatrixShape(input.rows, hiddenSize))
    require(
      input.shape == inputShape && hidden.shape == stateShape && (memory?.shape ?? stateShape) == stateShape,
      """
      \(Self.kind) cell: input size \(inputSize) and hidden size \(hiddenSize) take an input \(inputShape) and a state \
      \(stateShape), not \(input.shape) and \(hidden.shape)\(memory.map { " with a memory \($0.shape)" } ?? "")
      """)
  }

  /// Traps unless the gradient of a state, and that of an LSTM's memory, has the shape of the state that it belongs to:
  /// a single row would otherwise be broadcast.
  func checkBackward(
    _ gradient: Matrix<Scalar>, _ memoryGradient: Matrix<Scalar>? = nil, through state: Matrix<Scalar>
  ) {
    checkParameterShapes()
    require(
      gradient.shape == state.shape && (memoryGradient?.shape ?? state.shape) == state.shape,
      """
      \(Self.kind) cell: a state of shape \(state.shape) has a gradient of that shape, not \(gradient.shape)\
      \(memoryGradient.map { " with \($0.shape) of the memory" } ?? "")
      """)
  }

  /// Traps unless what gathers the gradients has the shapes of the parameters to which sums and not products are added:
  /// a smaller one would grow by being broadcast.
  func checkGradient(_ gradient: Self) {
    require(
      gradient.weightHH.shape == weightHH.shape && gradient.bias.shape == bias.shape,
      """
      \(Self.kind) cell: weightHH \(weightHH.shape) and bias \(bias.shape) have gradients of these shapes, not \
      \(gradient.weightHH.shape) and \(gradient.bias.shape)
      """)
  }
}

/// ±1/√size, from where PyTorch draws fresh parameters; zero if there is nothing to sum up.
///
/// - Precondition: there can be a layer of that size.
func freshRange(over size: Int) -> ClosedRange<Double> {
  // Half a dozen gates of that size have to be countable, too.
  require(size >= 0 && size <= MatrixShape.largestCount, "there is no layer of size \(size)")
  let bound = size == 0 ? 0 : 1 / Double(size).squareRoot()
  return -bound...bound
}
