import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Checks that every parameter of a network has the gradient computed by central differences.
///
/// - Parameter pass: the logits of a pass and its backward pass from their gradients.
func assertWiringGradients<Network: ParameterCollection>(
  _ network: Network, file: StaticString = #filePath, line: UInt = #line,
  pass: (Network) -> (logits: [Matrix<Double>], backward: ([Matrix<Double>], inout Network) -> Void)
) where Network.Scalar == Double {
  var generator = SplitMix64(seed: 51)
  let (logits, backward) = pass(network)
  let weights = logits.map { randomMatrix($0.rows, $0.columns, &generator) }
  var gradient = network.zeroed()
  backward(weights, &gradient)
  let checks = checkGradients(
    gradient, of: { moved in zip(pass(moved).logits, weights).reduce(0) { $0 + $1.0.dot($1.1) } }, at: network
  )
  XCTAssertEqual(checks.map(\.name), network.namedParameters.map(\.name), file: file, line: line)
  assertPass(checks, file: file, line: line)
}

/// Checks the gradient of one input, where `moving` is the loss as a function of that input.
func assertInputGradient(
  _ analytic: Matrix<Double>, at input: Matrix<Double>, _ name: String, file: StaticString = #filePath,
  line: UInt = #line, loss: (Matrix<Double>) -> Double
) {
  assertPass(
    [GradientCheck.compare(analytic, numericGradient(of: loss, at: input), named: name)], file: file,
    line: line)
}

/// Gradient descent with momentum, enough for a tiny task.
///
/// - Parameter gradient: the gradient of the loss with respect to every parameter.
func descend<Network: ParameterCollection>(
  _ network: inout Network, steps: Int, rate: Double = 0.5, gradient: (Network) -> Network
) where Network.Scalar == Double {
  var velocity = network.zeroed()
  for _ in 0..<steps {
    velocity.scale(by: 0.9)
    velocity.add(gradient(network), times: 1)
    network.add(velocity, times: -rate)
  }
}

/// Indices as rows with a single 1.
func hot(_ indices: [Int], _ classes: Int) -> Matrix<Double> {
  concatenate(rows: indices.map { Matrix<Double>.identity(classes).row($0) })
}

/// Bit `position` of every number from 0 to `count - 1`, position 0 being the lowest.
func bits(_ position: Int, of count: Int) -> [Int] { (0..<count).map { $0 >> position & 1 } }
