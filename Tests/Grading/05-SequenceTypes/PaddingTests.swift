import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// Task 1: padding and masks.
final class PaddingTests: GradedTestCase {
  /// Sequences of 2, 5, 0 and 3 tokens from 1 to 6; the padding is another number.
  private func sequences(_ lengths: [Int]) -> [[Int]] {
    var generator = makeGenerator()
    return lengths.map { length in (0..<length).map { _ in Int.random(in: 1...6, using: &generator) } }
  }

  /// The batch in plain loops, padded at the ends or before the beginnings.
  private func batch(_ sequences: [[Int]], _ steps: Int, _ padding: Int, atTheEnd: Bool = true) -> [[Int]] {
    var result = Array(repeating: Array(repeating: padding, count: sequences.count), count: steps)
    for (row, sequence) in sequences.enumerated() {
      for (step, token) in sequence.prefix(steps).enumerated() {
        result[atTheEnd ? step : steps - sequence.count + step][row] = token
      }
    }
    return result
  }

  private func repeatingEnds(_ sequences: [[Int]], _ steps: Int, _ padding: Int) -> [[Int]] {
    (0..<steps).map { step in sequences.map { step < $0.count ? $0[step] : $0.last ?? padding } }
  }

  private func sorted(_ sequences: [[Int]], _ padding: Int) -> [[Int]] {
    let sorted = sequences.sorted { $0.count > $1.count }
    return batch(sorted, sorted.first?.count ?? 0, padding)
  }

  private func suspects(_ sequences: [[Int]], _ padding: Int) -> [ValueSuspect<[[Int]]>] {
    let place = "padded(_:with:)"
    let longest = sequences.map(\.count).max() ?? 0
    let right = batch(sequences, longest, padding)
    return [
      ValueSuspect(
        "the padding is before the sequences and not after them", at: place,
        batch(sequences, longest, padding, atTheEnd: false)),
      ValueSuspect(
        "there is a list for each sequence and not for each step: time is the outer index", at: place,
        sequences.indices.map { row in right.map { $0[row] } }),
      ValueSuspect(
        "everything is cut to the shortest sequence", at: place,
        batch(sequences, sequences.map(\.count).min() ?? 0, padding)),
      ValueSuspect("the padding is always 0", at: place, batch(sequences, longest, 0)),
      ValueSuspect("the first step is missing: steps count from 0", at: place, Array(right.dropFirst())),
      ValueSuspect("the last step of the longest sequence is missing", at: place, right.dropLast()),
      ValueSuspect(
        "there is one step too many, in which no sequence is real", at: place,
        batch(sequences, longest + 1, padding)),
      ValueSuspect(
        "the number of sequences is used as the number of steps", at: place,
        batch(sequences, sequences.count, padding)),
      ValueSuspect(
        "the sequences are padded with their own last tokens", at: place,
        repeatingEnds(sequences, longest, padding)),
      ValueSuspect("the sequences are put in order of length first", at: place, sorted(sequences, padding)),
    ]
  }

  func testTask1_shortSequencesArePaddedAtTheEnd() throws {
    try grade {
      let sequences = sequences([2, 5, 1, 3])
      try assertEqual(
        padded(sequences, with: 9).steps, batch(sequences, 5, 9), "padded(_:with:).steps of \(sequences)",
        suspects: suspects(sequences, 9))
    }
  }

  func testTask1_theLengthsDoNotCountThePadding() throws {
    try grade {
      let sequences = sequences([2, 5, 0, 3])
      try assertEqual(
        padded(sequences, with: 9).lengths, [2, 5, 0, 3], "padded(_:with:).lengths of \(sequences)",
        suspects: [
          ValueSuspect("the padding is also counted", at: "padded(_:with:)", [5, 5, 5, 5]),
          ValueSuspect("lengths are indices of last steps, one less", at: "padded(_:with:)", [1, 4, -1, 2]),
          ValueSuspect("the lengths are put in order", at: "padded(_:with:)", [0, 2, 3, 5]),
          ValueSuspect("the lengths are put in order", at: "padded(_:with:)", [5, 3, 2, 0]),
          ValueSuspect("an empty sequence is skipped", at: "padded(_:with:)", [2, 5, 3]),
          ValueSuspect("the padding is counted and not the tokens", at: "padded(_:with:)", [3, 0, 5, 2]),
        ], hint: "They are the counts of the sequences, in their order.")
    }
  }

  func testTask1_anEmptySequenceIsAllPadding() throws {
    try grade {
      let sequences = sequences([0, 2])
      try assertEqual(
        padded(sequences, with: 7).steps, batch(sequences, 2, 7), "padded(_:with:).steps of \(sequences)",
        suspects: suspects(sequences, 7))
      let single = try padded([[4]], with: 7)
      try assertEqual(single.steps, [[4]], "padded([[4]], with: 7).steps", suspects: [])
      try assertEqual(single.lengths, [1], "padded([[4]], with: 7).lengths", suspects: [])
    }
  }

  func testTask1_aMaskIsOneAtTheRealSteps() throws {
    try grade {
      let place = "masks(lengths:)"
      for lengths in [[2, 5, 0, 3], [2, 1], [1], [3, 3]] {
        func columns(_ isOne: (_ step: Int, _ length: Int) -> Bool) -> [Matrix<Double>] {
          (0..<(lengths.max() ?? 0)).map { step in Matrix(lengths.map { [isOne(step, $0) ? 1.0 : 0.0] }) }
        }
        let given = try masks(lengths: lengths)
        let longest = lengths.max() ?? 0
        try assertEqual(
          given.count, longest, "the number of columns of masks(lengths: \(lengths))",
          suspects: [
            ValueSuspect("the shortest sequence decides, and not the longest", at: place, lengths.min() ?? 0),
            ValueSuspect("there is one step too many", at: place, longest + 1),
            ValueSuspect("one step is missing", at: place, longest - 1),
            ValueSuspect(
              "there is a column for each sequence and not for each step", at: place, lengths.count),
          ], hint: "There are as many columns as the longest sequence has steps.")
        try assertClose(
          given, columns { $0 < $1 }, "masks(lengths: \(lengths))",
          suspects: [
            Suspect("ones and zeros are exchanged", at: place, columns { $0 >= $1 }),
            Suspect("the first step after the end counts as real", at: place, columns { $0 <= $1 }),
            Suspect("the last step does not count as real", at: place, columns { $0 + 1 < $1 }),
            Suspect("every step counts as real", at: place, columns { _, _ in true }),
            Suspect("no step counts as real", at: place, columns { _, _ in false }),
            Suspect("only the last step counts as real", at: place, columns { $0 + 1 == $1 }),
            Suspect(
              "the ones are at the end and not at the beginning", at: place, columns { $0 >= longest - $1 }),
            Suspect(
              "each mask is a row and not a column", at: place, columns { $0 < $1 }.map { $0.transposed() }),
          ], hint: "A sequence of n steps has ones in the first n columns.")
      }
    }
  }
}
