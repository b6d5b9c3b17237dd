import LinearAlgebra

/// One number at a time, written into a result matrix.
public func clipped(_ gradients: [Matrix<Double>], toValue limit: Double) throws -> [Matrix<Double>] {
  var clipped = gradients
  for index in gradients.indices {
    for row in 0..<gradients[index].rows {
      for column in 0..<gradients[index].columns {
        if gradients[index][row, column] > limit { clipped[index][row, column] = limit }
        if gradients[index][row, column] < -limit { clipped[index][row, column] = -limit }
      }
    }
  }
  return clipped
}

/// One sum over everything.
public func globalNorm(_ gradients: [Matrix<Double>]) throws -> Double {
  var sum = 0.0
  for gradient in gradients {
    for element in gradient.elements { sum += element * element }
  }
  return sum.squareRoot()
}

/// In place, if scaling is needed.
public func clipped(_ gradients: [Matrix<Double>], toNorm limit: Double) throws -> [Matrix<Double>] {
  let norm = try globalNorm(gradients)
  var clipped = gradients
  if norm > limit && norm < .infinity {
    for index in clipped.indices { clipped[index] *= limit / norm }
  }
  return clipped
}
