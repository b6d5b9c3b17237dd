import Foundation
import LinearAlgebra

extension RNNOracle {
  /// A softmax with one known slip.
  struct SoftmaxSlip {
    let mistake: String
    let place: String
    let apply: (Matrix<Double>) -> Matrix<Double>
  }

  /// The mistakes that learners really make in a softmax, of the shift or of the division.
  static var softmaxSlips: [SoftmaxSlip] { divisionSlips + shiftSlips + otherSlips }

  private static var divisionSlips: [SoftmaxSlip] {
    let place = "what softmax(_:) divides by"
    let shifts: [(Matrix<Double>) -> Matrix<Double>] = [
      { exp($0) }, { exp($0 - $0.maximum()) }, { exp($0 - $0.rowMaxima()) },
    ]
    return shifts.flatMap { powers in
      [
        SoftmaxSlip(mistake: "the division is missing", place: place) { powers($0) },
        SoftmaxSlip(mistake: "the sum goes over the whole matrix instead of each row", place: place) {
          powers($0) / powers($0).sum()
        },
        SoftmaxSlip(mistake: "the sum goes over each column instead of each row", place: place) {
          powers($0) / powers($0).columnSums()
        },
        SoftmaxSlip(mistake: "the sum is multiplied by instead of divided by", place: place) {
          powers($0) * powers($0).rowSums()
        },
        SoftmaxSlip(mistake: "the logits are summed instead of their powers", place: place) {
          powers($0) / $0.rowSums()
        },
      ]
    }
  }

  private static var shiftSlips: [SoftmaxSlip] {
    func slip(_ mistake: String, _ shifted: @escaping (Matrix<Double>) -> Matrix<Double>)
      -> SoftmaxSlip
    {
      SoftmaxSlip(mistake: mistake, place: "what softmax(_:) subtracts before it takes exp") {
        let powers = exp(shifted($0))
        return powers / powers.rowSums()
      }
    }
    return [
      slip("nothing is subtracted before exp, so it overflows") { $0 },
      slip("the largest logit of the whole matrix is subtracted instead of each row's own") {
        $0 - $0.maximum()
      },
      slip("each column's largest logit is subtracted instead of each row's") {
        $0 - $0.transposed().rowMaxima().transposed()
      },
      slip("each row's largest logit is added instead of subtracted") { $0 + $0.rowMaxima() },
      slip("each row's sum is subtracted instead of its largest logit") { $0 - $0.rowSums() },
      slip("each row's first logit is subtracted instead of its largest") {
        $0 - $0.columns(0..<1)
      },
      slip("each row's mean is subtracted instead of its largest logit") {
        $0 - $0.rowSums() / Double($0.columns)
      },
      slip("each row's largest logit is divided by instead of subtracted") { $0 / $0.rowMaxima() },
    ]
  }

  private static var otherSlips: [SoftmaxSlip] {
    let place = "the powers in softmax(_:)"
    return [
      SoftmaxSlip(mistake: "the exp is missing", place: place) { $0 / $0.rowSums() },
      SoftmaxSlip(mistake: "exp is taken of the negative logits", place: place) { softmax(0 - $0) },
      SoftmaxSlip(
        mistake: "the softmax runs down each column instead of along each row", place: place
      ) {
        softmax($0.transposed()).transposed()
      },
      SoftmaxSlip(
        mistake: "the logarithm of the softmax is returned", place: "the last line of softmax(_:)"
      ) {
        softmax($0).map { $0 > 0 ? Foundation.log($0) : -.infinity }
      },
    ]
  }
}
