import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// A state of random numbers, none zero in practice.
func randomState<Cell: RecurrentCell>(of cell: Cell, _ generator: inout SplitMix64) -> Cell.State
where Cell.Scalar == Double {
  let zero = cell.initialState(batchSize: Size.batch)
  return zero.combined(with: zero) { part, _ in randomMatrix(part.rows, part.columns, &generator) }
}

/// `Σ x · y` over all parts of two states.
func dot<State: RecurrentState>(_ left: State, _ right: State) -> Double where State.Scalar == Double {
  left.parts.reduce(0) { $0 + $1.value.dot(right.parts[$1.key]!) }
}

/// Compares every part of a state's gradient with central differences.
func checkState<State: RecurrentState>(
  _ analytic: State, of loss: (State) -> Double, at state: State, named name: String
) -> [GradientCheck] where State.Scalar == Double {
  state.parts.keys.sorted().map { key in
    let numeric = numericGradient(
      of: { moved in
        var parts = state.parts
        parts[key] = moved
        return loss(State(parts: parts)!)
      }, at: state.parts[key]!)
    return GradientCheck.compare(analytic.parts[key]!, numeric, named: "\(name).\(key)")
  }
}

/// Every gradient of one step of any cell: its parameters, the input and each part of the state. The loss
/// weighs every part of the new state by a random number, so every path is tested.
func assertStepGradients<Cell: RecurrentCell>(
  _ cell: Cell, seed: UInt64 = 11, file: StaticString = #filePath, line: UInt = #line
) where Cell.Scalar == Double {
  var generator = SplitMix64(seed: seed)
  let input = randomMatrix(Size.batch, Size.input, &generator)
  let state = randomState(of: cell, &generator)
  let weights = randomState(of: cell, &generator)
  let (_, cache) = cell.step(input, from: state)
  var gradient = cell.zeroed()
  let before = cell.backward(weights, through: cache, adding: &gradient)

  var checks = checkGradients(gradient, of: { dot($0.step(input, from: state).state, weights) }, at: cell)
  let byInput = numericGradient(of: { dot(cell.step($0, from: state).state, weights) }, at: input)
  checks.append(GradientCheck.compare(before.input, byInput, named: "input"))
  checks += checkState(
    before.state, of: { dot(cell.step(input, from: $0).state, weights) }, at: state, named: "state")
  assertPass(checks, file: file, line: line)
}

/// A second backward pass through the same cache adds the same amount again.
func assertBackwardAccumulates<Cell: RecurrentCell>(
  _ cell: Cell, file: StaticString = #filePath, line: UInt = #line
) where Cell.Scalar == Double {
  var generator = SplitMix64(seed: 12)
  let input = randomMatrix(Size.batch, Size.input, &generator)
  let (state, cache) = cell.step(input, from: randomState(of: cell, &generator))
  var once = cell.zeroed()
  _ = cell.backward(state, through: cache, adding: &once)
  var twice = once
  _ = cell.backward(state, through: cache, adding: &twice)
  for (name, path) in cell.namedParameters {
    XCTAssertGreaterThan(once[keyPath: path].norm, 0, name, file: file, line: line)
    assertClose(twice[keyPath: path], once[keyPath: path] * 2, within: 1e-13, name, file: file, line: line)
  }
}

/// `Σ_i X[b, i] W[i, h] + Σ_k H[b, k] U[k, h] + b[h]` of one gate, in scalars, as the sums of the equations
/// define it.
func slowSum(
  _ gate: GateParameters<Double>, _ x: Matrix<Double>, _ state: Matrix<Double>, _ b: Int, _ h: Int
) -> Double {
  var sum = gate.bias[0, h]
  for i in 0..<x.columns { sum += x[b, i] * gate.weightIH[i, h] }
  for k in 0..<state.columns { sum += state[b, k] * gate.weightHH[k, h] }
  return sum
}

func logistic(_ x: Double) -> Double { 1 / (1 + Foundation.exp(-x)) }

/// A gate with activation `σ(bias)` whatever its input.
func constantGate(_ bias: Double) -> GateParameters<Double> {
  GateParameters(
    weightIH: .zeros(rows: Size.input, columns: Size.hidden),
    weightHH: .zeros(rows: Size.hidden, columns: Size.hidden),
    bias: Matrix(rows: 1, columns: Size.hidden, repeating: bias))
}
