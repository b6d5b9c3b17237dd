import EarlierUnits
import Exercise05SequenceTypes
import LinearAlgebra

/// The gradients of a network's parameters, built from the states' gradients and what the output layer saw.
func gradients(
  _ example: SequenceExample, _ read: [(gradient: Matrix<Double>, state: Matrix<Double>)],
  _ stateGradients: [Matrix<Double>]
) -> SequenceNetwork {
  let network = example.network
  var result = network.zeroed()
  for part in read {
    result.output.weight += matmul(part.state, part.gradient, transposingFirst: true)
    result.output.bias += part.gradient.columnSums()
  }
  result.layer = network.layer.backward(stateGradients, through: example.cache).parameters
  return result
}

func toStates(_ example: SequenceExample, _ gradient: Matrix<Double>) -> Matrix<Double> {
  matmul(gradient, example.network.output.weight, transposingSecond: true)
}

func manyToMany(_ example: SequenceExample) -> SequenceNetwork {
  gradients(
    example, zip(example.logitGradients, example.states).map { ($0, $1) },
    example.logitGradients.map { toStates(example, $0) })
}
