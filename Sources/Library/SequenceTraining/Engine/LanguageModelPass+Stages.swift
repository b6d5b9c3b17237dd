import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// Few sequences through several layers on two threads: the lower layers are one stage and the upper ones, with the
/// output layer, the other. The window is cut into chunks of steps, and while one stage has the next chunk, the other
/// is at the last.
///
/// The stage that goes first is part 0 of its work, and parts are taken in order: so it is done, or being done, by the
/// time that the other waits for it, however many threads there are.
extension LanguageModelPass {
  /// Whether a window goes through the layers in two stages.
  var hasStages: Bool { batchSize < 4 && layers.count > 1 && fork.threadCount > 1 }

  /// How many layers the lower stage has; the upper has the output layer too.
  private var lowerCount: Int { layers.count / 2 }

  /// Chunks short enough that no stage waits long for another, and long enough for one product to serve their steps.
  private var chunkCount: Int { max(1, stepCount / 5) }

  private func chunk(_ index: Int) -> Range<Int> {
    stepCount * index / chunkCount..<stepCount * (index + 1) / chunkCount
  }

  /// Stage 0 is the lower one.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func goForward(stage: Int) {
    let rows = 0..<batchSize
    let own = stage == 0 ? 0..<lowerCount : lowerCount..<layers.count
    for index in own { layers[index].startState(rows: rows, fromSlot: window.carried) }
    for number in 0..<chunkCount {
      let chunk = chunk(number)
      if stage > 0 { mk_await(progress, chunk.upperBound) }
      for index in own {
        layers[index].forward(
          input(of: index, rows: rows, steps: chunk), rows: rows, positions: chunk)
      }
      if stage == 0 { mk_announce(progress, chunk.upperBound) }
    }
    if stage == 0 { return }
    output.forward(from: layers[layers.count - 1].firstOutput, rows: rows)
    if window.goesBack { output.backward(into: layers[layers.count - 1].firstOutputGradient, rows: rows) }
  }

  /// The upper stage is the first to go back. Only the two layers at the border work chunk by chunk.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func runBackward(turn: Int) {
    if turn == 0 { goBackThroughUpperStage() } else { goBackThroughLowerStage() }
  }

  private func goBackThroughUpperStage() {
    for index in (lowerCount + 1..<layers.count).reversed() { runBackward(through: index) }
    let border = layers[lowerCount]
    border.clearStateGradients(rows: 0..<batchSize)
    for number in (0..<chunkCount).reversed() {
      let chunk = chunk(number)
      border.backward(rows: 0..<batchSize, positions: chunk)
      passInputGradients(of: lowerCount, rows: 0..<batchSize, steps: chunk)
      mk_announce(progress, stepCount - chunk.lowerBound)
    }
  }

  private func goBackThroughLowerStage() {
    let border = layers[lowerCount - 1]
    border.clearStateGradients(rows: 0..<batchSize)
    for number in (0..<chunkCount).reversed() {
      // A backward step adds to the gradient of the state before it, which has to be there: the chunk before, too.
      mk_await(progress, stepCount - chunk(max(0, number - 1)).lowerBound)
      border.backward(rows: 0..<batchSize, positions: chunk(number))
    }
    passInputGradients(of: lowerCount - 1, rows: 0..<batchSize, steps: 0..<stepCount)
    for index in (0..<lowerCount - 1).reversed() { runBackward(through: index) }
  }

  private func runBackward(through index: Int) {
    layers[index].clearStateGradients(rows: 0..<batchSize)
    layers[index].backward(rows: 0..<batchSize)
    passInputGradients(of: index, rows: 0..<batchSize, steps: 0..<stepCount)
  }
}
