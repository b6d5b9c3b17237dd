import Foundation
import LinearAlgebra

extension RNNOracle {
  /// A softmax with one known mistake.
  struct SoftmaxMistake {
    let description: String
    let place: String
    let apply: (Matrix<Double>) -> Matrix<Double>
  }

  /// The mistakes that learners really make in a softmax, of the shift or of the division.
  static var softmaxMistakes: [SoftmaxMistake] { divisionMistakes + shiftMistakes + otherMistakes }

  private static var divisionMistakes: [SoftmaxMistake] {
    let place = "what softmax(_:) divides by"
    let shifts: [(Matrix<Double>) -> Matrix<Double>] = [
      { exp($0) }, { exp($0 - $0.maximum()) }, { exp($0 - $0.rowMaxima()) },
    ]
    return shifts.flatMap { powers in
      [
        SoftmaxMistake(description: "the division is missing", place: place) { powers($0) },
        SoftmaxMistake(description: "the sum goes over the whole matrix instead of each row", place: place) {
          powers($0) / powers($0).sum()
        },
        SoftmaxMistake(description: "the sum goes over each column instead of each row", place: place) {
          powers($0) / powers($0).columnSums()
        },
        SoftmaxMistake(description: "the sum is multiplied by instead of divided by", place: place) {
          powers($0) * powers($0).rowSums()
        },
        SoftmaxMistake(description: "the logits are summed instead of their powers", place: place) {
          powers($0) / $0.rowSums()
        },
      ]
    }
  }

  private static var shiftMistakes: [SoftmaxMistake] {
    func mistake(_ description: String, _ shifted: @escaping (Matrix<Double>) -> Matrix<Double>)
      -> SoftmaxMistake
    {
      SoftmaxMistake(description: description, place: "what softmax(_:) subtracts before it takes exp") {
        let powers = exp(shifted($0))
        return powers / powers.rowSums()
      }
    }
    return [
      mistake("nothing is subtracted before exp, so it overflows") { $0 },
      mistake("the largest logit of the whole matrix is subtracted instead of each row's own") {
        $0 - $0.maximum()
      },
      mistake("each column's largest logit is subtracted instead of each row's") {
        $0 - $0.transposed().rowMaxima().transposed()
      },
      mistake("each row's largest logit is added instead of subtracted") { $0 + $0.rowMaxima() },
      mistake("each row's sum is subtracted instead of its largest logit") { $0 - $0.rowSums() },
      mistake("each row's first logit is subtracted instead of its largest") {
        $0 - $0.columns(0..<1)
      },
      mistake("each row's mean is subtracted instead of its largest logit") {
        $0 - $0.rowSums() / Double($0.columns)
      },
      mistake("each row's largest logit is divided by instead of subtracted") { $0 / $0.rowMaxima() },
    ]
  }

  private static var otherMistakes: [SoftmaxMistake] {
    let place = "the powers in softmax(_:)"
    return [
      SoftmaxMistake(description: "the exp is missing", place: place) { $0 / $0.rowSums() },
      SoftmaxMistake(description: "exp is taken of the negative logits", place: place) { softmax(0 - $0) },
      SoftmaxMistake(
        description: "the softmax runs down each column instead of along each row", place: place
      ) {
        softmax($0.transposed()).transposed()
      },
      SoftmaxMistake(
        description: "the logarithm of the softmax is returned", place: "the last line of softmax(_:)"
      ) {
        softmax($0).map { $0 > 0 ? Foundation.log($0) : -.infinity }
      },
    ]
  }
}
