import LinearAlgebra

/// The source of the arguments of a random call: most are valid, some are not.
struct Draw {
  private var generator: SplitMix64
  /// Whether all numbers so far are finite and of moderate size, so the result must also be finite.
  private(set) var isTame = true

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// One of some values.
  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  /// True once in so many draws.
  mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }

  /// A size: small, or impossible.
  mutating func size() -> Int {
    once(in: 5) ? one(of: [-1, -7, .min, .max, .max / 2, 1 << 40, 1 << 62]) : one(of: [0, 1, 2, 3, 4, 5, 8])
  }

  /// A number of repetitions, never so large that the call does not end.
  mutating func count() -> Int { one(of: [0, 1, 1, 2, 2, 3, 4, -1, .min]) }

  /// An index among a few.
  mutating func index() -> Int {
    once(in: 4) ? one(of: [-1, .min, .max, 1 << 32, 9]) : one(of: [0, 0, 1, 2, 3])
  }

  mutating func indices(atMost most: Int = 5) -> [Int] {
    (0..<Int.random(in: 0...most, using: &generator)).map { _ in index() }
  }

  /// A range of indices, ascending as every range.
  mutating func range() -> Range<Int> {
    let (a, b) = (one(of: [-1, 0, 1, 2, .min]), one(of: [0, 1, 2, 3, .max]))
    return min(a, b)..<max(a, b)
  }

  /// A number, seldom a wild one.
  mutating func number() -> Double {
    guard once(in: 40) else { return Double.random(in: -2...2, using: &generator) }
    isTame = false
    return one(of: [.nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 1e20])
  }

  /// A probability, rate or the like, which can be invalid.
  mutating func share() -> Double {
    guard once(in: 3) else { return Double.random(in: 0.01...0.99, using: &generator) }
    isTame = false
    return one(of: [0, 1, -0.5, 1.5, .nan, .infinity, .leastNonzeroMagnitude])
  }

  /// A small shape.
  mutating func shape() -> MatrixShape { MatrixShape(one(of: [0, 1, 1, 2, 3]), one(of: [0, 1, 2, 3, 4])) }

  /// A matrix of a shape, or rarely of another.
  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix<Double> {
    matrix(once(in: 8) ? shape() : MatrixShape(rows, columns))
  }

  mutating func matrix() -> Matrix<Double> { matrix(shape()) }

  mutating func matrix(_ shape: MatrixShape) -> Matrix<Double> {
    Matrix(rows: shape.rows, columns: shape.columns, elements: (0..<shape.count).map { _ in number() })
  }

  /// Matrices of a shape, or rarely with one of another among them.
  mutating func matrices(_ count: Int, _ rows: Int, _ columns: Int) -> [Matrix<Double>] {
    (0..<(once(in: 8) ? one(of: [0, 1, count + 1]) : count)).map { _ in matrix(rows, columns) }
  }

  /// Lengths of sequences, or none.
  mutating func lengths() -> [Int]? {
    once(in: 2)
      ? nil
      : (0..<(once(in: 6) ? 3 : batchSize)).map { _ in once(in: 8) ? index() : one(of: [0, 1, 3, stepCount]) }
  }

  /// A short text.
  mutating func text() -> String {
    (0..<one(of: [0, 1, 3, 9, 40])).map { _ in
      one(of: ["a", "b", "the ", "cat", ".", "\n", "é", "👩‍👩‍👧", "\u{0301}", " "])
    }
    .joined()
  }

  mutating func texts() -> [String] { (0..<one(of: [0, 1, 3])).map { _ in text() } }

  /// A generator for what is called.
  mutating func source() -> SplitMix64 { SplitMix64(seed: generator.next()) }
}

/// A random call: it traps with a message, throws an error with a message, or returns finite numbers.
struct RandomCall {
  let name: String
  /// Makes the call, and returns all numbers that must be finite if the arguments were moderate.
  let make: (inout Draw) throws -> [Matrix<Double>]

  init(_ name: String, _ make: @escaping (inout Draw) throws -> [Matrix<Double>]) {
    self.name = name
    self.make = make
  }
}
