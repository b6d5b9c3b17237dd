import LinearAlgebra

/// How a wrong answer relates to the correct one, if one relation explains every number that differs: a sign,
/// a factor, an order. Unlike a suspect it does not depend on the task, and it is true whatever the mistake
/// was.
///
/// Three different numbers must show it: two can do so by chance.
enum AnswerRelation {
  private static let needed = 3
  /// Beyond this length, knowing that only the order is wrong does not help, and detecting it takes long.
  private static let longestUnordered = 200

  /// A sentence on matrices, one for each step or only one; `nil` if no relation explains them.
  static func sentence(
    _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], within tolerance: Tolerance
  ) -> String? {
    func same(_ one: Matrix<Double>, _ other: Matrix<Double>) -> Bool {
      one.shape == other.shape && zip(one.elements, other.elements).allSatisfy { tolerance.accepts($0, $1) }
    }
    let isAlike = actual.map(\.shape) == expected.map(\.shape)
    if isAlike, let sentence = ofNumbers(actual.flatMap(\.elements), expected.flatMap(\.elements), tolerance)
    {
      return sentence
    }
    if let sentence = ofOrder(actual, expected, same) { return sentence }
    guard let given = actual.first, let wanted = expected.first, actual.count == 1, isAlike else {
      return nil
    }
    return ofMatrix(given, wanted, same) ?? ofPlaces(given, wanted, tolerance)
  }

  /// A sentence on a list of values; `nil` if no relation explains it.
  static func sentence<Element: Equatable>(_ actual: [Element], _ expected: [Element]) -> String? {
    if let given = actual as? [Int], let wanted = expected as? [Int], given.count == wanted.count,
      let sentence = ofNumbers(given.map(Double.init), wanted.map(Double.init), .standard)
    {
      return sentence
    }
    return ofOrder(actual, expected, ==) ?? ofAnyOrder(actual, expected)
  }

  // MARK: Numbers

  private static func ofNumbers(_ actual: [Double], _ expected: [Double], _ tolerance: Tolerance) -> String? {
    let all = zip(actual, expected)
    let wrong = all.filter { !tolerance.accepts($0, $1) }
    guard Set(wrong.map(\.1)).count >= needed, wrong.allSatisfy({ $0.0.isFinite && $0.1.isFinite }) else {
      return nil
    }
    if actual.allSatisfy({ $0 == 0 }) { return "Every number of the answer is 0." }
    // Entries that are also correct, such as a 0 times any factor, must not count against it.
    let isWhole = all.allSatisfy { tolerance.accepts($0, $1) == ($1 == 0) }
    let subject = isWhole ? "These are the correct numbers" : "The numbers that differ are the correct ones"
    if wrong.allSatisfy({ tolerance.accepts($0, -$1) }) { return "\(subject) with the opposite sign." }
    let (given, wanted) = wrong.max { $0.1.magnitude < $1.1.magnitude } ?? (0, 0)
    let factor = given / wanted
    if factor != 0, wrong.allSatisfy({ tolerance.accepts($0, factor * $1) }) {
      let isPart = factor.magnitude < 1 && (1 / factor - (1 / factor).rounded()).magnitude < 1e-9
      let size = isPart ? "divided by \(short((1 / factor).rounded()))" : "times \(short(factor))"
      return "\(subject) \(Redaction.value(size))."
    }
    let offset = given - wanted
    guard all.allSatisfy({ tolerance.accepts($0, $1 + offset) }) else { return nil }
    let size = "\(offset < 0 ? "minus" : "plus") \(short(offset.magnitude))"
    return "These are the correct numbers \(Redaction.value(size))."
  }

  // MARK: Order

  private static func ofOrder<Element>(
    _ actual: [Element], _ expected: [Element], _ same: (Element, Element) -> Bool
  ) -> String? {
    func agree(_ one: some Collection<Element>, _ other: some Collection<Element>) -> Bool {
      one.count == other.count && zip(one, other).allSatisfy(same)
    }
    var different: [Element] = []
    for element in expected where different.count < needed {
      if !different.contains(where: { same($0, element) }) { different.append(element) }
    }
    guard different.count == needed else { return nil }
    switch actual.count - expected.count {
    case 0:
      if agree(actual, expected.reversed()) { return "These are the correct ones in reverse order." }
      if agree(actual.dropLast(), expected.dropFirst()) {
        return "The correct ones come one position too early."
      }
      if agree(actual.dropFirst(), expected.dropLast()) {
        return "The correct ones come one position too late."
      }
    case -1:
      if agree(actual, expected.dropFirst()) { return "All are correct, but the first one is missing." }
      if agree(actual, expected.dropLast()) { return "All are correct, but the last one is missing." }
    case 1:
      if agree(actual.dropFirst(), expected) {
        return "All are correct, but there is one too many at the start."
      }
      if agree(actual.dropLast(), expected) {
        return "All are correct, but there is one too many at the end."
      }
    default: break
    }
    return nil
  }

  private static func ofAnyOrder<Element: Equatable>(_ actual: [Element], _ expected: [Element]) -> String? {
    guard (needed...longestUnordered).contains(expected.count) else { return nil }
    var rest = expected
    for element in actual {
      guard let place = rest.firstIndex(of: element) else { return nil }
      rest.remove(at: place)
    }
    return rest.isEmpty ? "These are the correct ones in another order." : nil
  }

  // MARK: Rows and columns

  private static func ofMatrix(
    _ actual: Matrix<Double>, _ expected: Matrix<Double>, _ same: (Matrix<Double>, Matrix<Double>) -> Bool
  ) -> String? {
    let backward = (0..<expected.rows).reversed().map { expected.row($0) }
    let mirrored = expected.transposed()
    guard expected.count >= needed else { return nil }
    if same(actual, mirrored) { return "This is the transpose of the correct matrix." }
    if expected.rows > 1, zip(backward.indices, backward).allSatisfy({ same(actual.row($0), $1) }) {
      return "These are the correct rows in reverse order."
    }
    let columns = mirrored.rows
    let isTurned = (0..<columns).allSatisfy { same(actual.column($0), expected.column(columns - 1 - $0)) }
    return columns > 1 && isTurned ? "These are the correct columns in reverse order." : nil
  }

  /// The only correct or the only wrong row or column, if it is the first or the last.
  private static func ofPlaces(
    _ actual: Matrix<Double>, _ expected: Matrix<Double>, _ tolerance: Tolerance
  ) -> String? {
    let wrong = (0..<actual.count).filter { !tolerance.accepts(actual.elements[$0], expected.elements[$0]) }
    guard wrong.count >= needed else { return nil }
    return ofLines(Set(wrong.map { $0 / expected.columns }), of: expected.rows, "row")
      ?? ofLines(Set(wrong.map { $0 % expected.columns }), of: expected.columns, "column")
  }

  private static func ofLines(_ wrong: Set<Int>, of count: Int, _ name: String) -> String? {
    guard count > 1 else { return nil }
    if wrong == [0] { return "Only the first \(name) is wrong." }
    if wrong == [count - 1] { return "Only the last \(name) is wrong." }
    if wrong == Set(1..<count) { return "Only the first \(name) is correct." }
    return wrong == Set(0..<count - 1) ? "Only the last \(name) is correct." : nil
  }
}
