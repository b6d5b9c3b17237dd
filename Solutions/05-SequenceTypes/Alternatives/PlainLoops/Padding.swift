import LinearAlgebra

/// Task 1, in plain loops.
public func padded(_ sequences: [[Int]], with paddingToken: Int) throws -> (
  steps: [[Int]], lengths: [Int]
) {
  var lengths: [Int] = []
  var longest = 0
  for sequence in sequences {
    lengths.append(sequence.count)
    if sequence.count > longest { longest = sequence.count }
  }
  var steps = [[Int]](repeating: [Int](repeating: paddingToken, count: sequences.count), count: longest)
  for (row, sequence) in sequences.enumerated() {
    for (step, token) in sequence.enumerated() { steps[step][row] = token }
  }
  return (steps, lengths)
}

/// Task 1, number by number.
public func masks(lengths: [Int]) throws -> [Matrix<Double>] {
  var longest = 0
  for length in lengths where length > longest { longest = length }
  var columns = [Matrix<Double>](repeating: .zeros(rows: lengths.count, columns: 1), count: longest)
  for (row, length) in lengths.enumerated() {
    for step in 0..<length { columns[step][row, 0] = 1 }
  }
  return columns
}
