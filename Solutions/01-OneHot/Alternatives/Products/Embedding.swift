import LinearAlgebra

/// The product after all, but only with the named rows of the weight.
public func embed(_ labels: [Int], in weight: Matrix<Double>) throws -> Matrix<Double> {
  for index in 0..<labels.count where !(labels[index] >= 0 && labels[index] < weight.rows) {
    throw CategoryError.labelOutOfRange(labels[index], index: index)
  }
  let named = Set(labels).sorted()
  guard !named.isEmpty else { return .zeros(rows: 0, columns: weight.columns) }
  let rows = concatenate(rows: named.map { weight.rows($0..<$0 + 1) })
  let places = labels.compactMap { label in named.firstIndex(of: label) }
  return matmul(try oneHot(places, classCount: named.count), rows)
}
