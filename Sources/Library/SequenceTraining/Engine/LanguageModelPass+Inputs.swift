import LinearAlgebra
import RecurrentNetworks

/// The values between the layers of a pass, at some steps of some sequences.
extension LanguageModelPass {
  /// The input of a layer at some steps: the tokens or their rows, or the outputs of the layer below, of which dropout
  /// leaves a part.
  func input(of index: Int, rows: Range<Int>, steps: Range<Int>) -> FusedPass<Scalar>.Input {
    guard index > 0 else {
      guard let embedding else { return .tokens(inputs.start) }
      embedding.lookUp(rows: rows, steps: steps)
      return .rows(embedding.rows.start)
    }
    let outputs = layers[index - 1].firstOutput
    return .rows(dropped?.drop(outputs, above: index - 1, rows: rows, steps: steps) ?? outputs)
  }

  /// The gradients of what a layer has read, as those of the outputs of the layer below or of the tokens' rows.
  func passInputGradients(of index: Int, rows: Range<Int>, steps: Range<Int>) {
    guard index > 0 else {
      if let target = embedding?.rowGradients.start {
        layers[index].inputGradients(rows: rows, positions: steps, into: target)
      }
      return
    }
    let target = layers[index - 1].firstOutputGradient
    layers[index].inputGradients(rows: rows, positions: steps, into: target)
    dropped?.mask(target, above: index - 1, rows: rows, steps: steps)
  }
}
