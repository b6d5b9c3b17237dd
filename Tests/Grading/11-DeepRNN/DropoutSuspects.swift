import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

extension DeepExample {
  /// The results of the forward pass with dropout with each known mistake.
  func dropoutSuspects() -> [Suspect] {
    let place = "forward(_:droppingBy:)"
    let right = loops.states(inputs, masks: masks)[2]
    let turned = masks.map { $0.map { mask in mask.map { 2 - $0 } } }
    return [
      Suspect("nothing is dropped", at: place, hidden),
      Suspect(
        "only the lowest layer's states are dropped", at: place, loops.states(inputs, masks: [masks[0]])[2]),
      Suspect(
        "the highest layer's states are dropped too", at: place, zip(right, masks[0]).map { $0 * $1 }),
      Suspect("the entries to keep are dropped", at: place, loops.states(inputs, masks: turned)[2]),
      Suspect(
        "every step is dropped by the first step's mask", at: place,
        loops.states(inputs, masks: masks.map { steps in steps.map { _ in steps[0] } })[2]),
      Suspect(
        "the masks of the last step come first", at: place,
        loops.states(inputs, masks: masks.map { $0.reversed() })[2]),
      Suspect(
        "the states carried to the next step are dropped too", at: place,
        loops.states(inputs, masks: masks, isCarryDropped: true)[2]),
      Suspect(
        "only the highest layer's states are dropped", at: place, zip(hidden, masks[0]).map { $0 * $1 }),
      Suspect(
        "each mask is added instead of multiplied", at: place,
        loops.states(inputs, masks: masks, isAdding: true)[2]),
    ] + dropoutSuspectsOfOneSize(at: place)
  }

  /// Mistakes that crash unless all sizes are equal.
  private func dropoutSuspectsOfOneSize(at place: String) -> [Suspect] {
    guard hasOneSize else { return [] }
    let dropped = zip(inputs, masks[0]).map { $0 * $1 }
    return [
      Suspect(
        "the masks are taken from the highest layer to the lowest", at: place,
        loops.states(inputs, masks: masks.reversed())[2]),
      Suspect(
        "the inputs are dropped by the first masks, and every layer's states by those of the layer below",
        at: place, loops.states(dropped, masks: [masks[1]])[2]),
      Suspect("the inputs are dropped too", at: place, loops.states(dropped, masks: masks)[2]),
      Suspect(
        "the lowest layer's masks are used for every layer", at: place,
        loops.states(inputs, masks: masks.map { _ in masks[0] })[2]),
    ]
  }
}
