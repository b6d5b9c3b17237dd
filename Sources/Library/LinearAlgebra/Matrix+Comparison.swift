extension Matrix {
  /// Whether the shapes are equal and every pair of elements is, up to
  /// `absoluteTolerance + relativeTolerance · max(|x|, |y|)`. NaN equals nothing; infinities equal themselves.
  public func isApproximatelyEqual(
    to other: Matrix, absoluteTolerance: Scalar = 0, relativeTolerance: Scalar = Scalar.ulpOfOne.squareRoot()
  ) -> Bool {
    guard shape == other.shape else { return false }
    return zip(storage, other.storage).allSatisfy { (x: Scalar, y: Scalar) -> Bool in
      if x == y { return true }
      let difference: Scalar = abs(x - y)
      let tolerance: Scalar = absoluteTolerance + relativeTolerance * max(abs(x), abs(y))
      return difference.isFinite && difference <= tolerance
    }
  }

  /// Whether every element is a finite number.
  public var isFinite: Bool { storage.allSatisfy(\.isFinite) }
}

extension Matrix: CustomStringConvertible {
  /// The shape and the rows, each number with four significant digits.
  public var description: String {
    guard count > 0 else { return "\(shape)" }
    let texts = storage.map { Self.short($0) }
    let width = texts.map(\.count).max() ?? 0
    let lines = (0..<rows).map { row in
      texts[row * columns..<(row + 1) * columns]
        .map { String(repeating: " ", count: width - $0.count) + $0 }
        .joined(separator: "  ")
    }
    return "\(shape)\n" + lines.joined(separator: "\n")
  }

  private static func short(_ value: Scalar) -> String {
    let number = Double(value)
    guard number.isFinite, number != 0 else { return "\(number)" }
    var exponent = 0
    var size = abs(number)
    while size >= 10 { (size, exponent) = (size / 10, exponent + 1) }
    while size < 1 { (size, exponent) = (size * 10, exponent - 1) }
    var digits = (size * 1000).rounded() / 1000
    // Four nines and more round up to the next power of ten.
    if digits >= 10 { (digits, exponent) = (1, exponent + 1) }
    if (-4..<6).contains(exponent) {
      var scale = 1.0
      for _ in 0..<abs(exponent) { scale *= 10 }
      let places = exponent < 0 ? scale * 1000 : 1000 / scale
      return "\((number * places).rounded() / places)"
    }
    return "\(number < 0 ? "-" : "")\(digits)e\(exponent)"
  }
}
