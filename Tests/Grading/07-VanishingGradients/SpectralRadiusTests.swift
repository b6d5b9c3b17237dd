import CourseSupport
import Exercise07VanishingGradients
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 5: the spectral radius of matrices whose eigenvalues are known.
final class SpectralRadiusTests: GradedTestCase {
  private static let sixDigits = Tolerance(relative: 1e-6, absolute: 1e-9)

  private func one(_ value: Double) -> Matrix<Double> { Matrix(rows: 1, columns: 1, repeating: value) }

  /// `S · B · S⁻¹` with blocks B of known eigenvalues and a random S that is easily inverted: the same eigenvalues in
  /// another basis.
  private func disguised(_ blocks: Matrix<Double>) -> Matrix<Double> {
    var generator = makeGenerator()
    var result = blocks
    for _ in 0..<12 {
      let to = Int.random(in: 0..<blocks.rows, using: &generator)
      let from = (to + Int.random(in: 1..<blocks.rows, using: &generator)) % blocks.rows
      let shear = Double.random(in: -1...1, using: &generator)
      // S = 1 + shear · e_to e_fromᵀ, and its inverse has the other sign.
      for column in 0..<blocks.columns { result[to, column] += shear * result[from, column] }
      for row in 0..<blocks.rows { result[row, from] -= shear * result[row, to] }
    }
    return result
  }

  /// ‖Wⁿ‖^(1/n) for the powers reached with too few squarings.
  private func tooFewSquarings(_ matrix: Matrix<Double>, _ radius: Double) -> [Suspect] {
    var (power, logarithm, share) = (matrix, 0.0, 1.0)
    return (0..<26).compactMap { squarings in
      let norm = power.norm
      guard norm > 0 else { return nil }
      logarithm += share * log(norm)
      share /= 2
      power = matmul(power / norm, power / norm)
      let reached = exp(logarithm)
      guard abs(reached - radius) > 1e-6 * radius, squarings > 0 else { return nil }
      return Suspect(
        "W is squared only \(squarings == 1 ? "once" : "\(squarings) times"), which is too few for six digits",
        at: "how often the loop in spectralRadius(of:) squares", one(reached))
    }
  }

  /// The hint for a result that is not finite, or 0 although no power is zero.
  private func overflow(_ radius: Double) -> String? {
    let remedy = "divide the power by its norm each time, and keep the norm's logarithm."
    if !radius.isFinite { return "This happens when the powers overflow: \(remedy)" }
    if radius != 0 { return nil }
    return
      "No power of this matrix is 0: find where 0 is returned, and check whether the powers become too small."
  }

  /// - Parameter eigenvalues: the real ones.
  private func check(
    _ matrix: Matrix<Double>, _ radius: Double, _ eigenvalues: [Double], _ what: String, hint: String
  ) throws {
    let place = "spectralRadius(of:)"
    let diagonal = (0..<matrix.rows).map { matrix[$0, $0] }
    let sizes = matrix.map { abs($0) }
    let answer = try spectralRadius(of: matrix)
    let mistakes: [(String, Double)] = [
      ("it is the norm of W itself, not the limit of its powers", matrix.norm),
      ("the root of the limit is not taken back: it is the logarithm", log(radius)),
      ("it is the largest row sum", sizes.rowSums().maximum()),
      ("it is the largest column sum", sizes.columnSums().maximum()),
      ("it is the size of the largest element", sizes.maximum()),
      ("it is the size of the largest element on the diagonal", diagonal.map { abs($0) }.max() ?? 0),
      ("it is the sum of the diagonal", diagonal.reduce(0, +)),
      ("it is the largest real eigenvalue, whatever the size of the others", eigenvalues.max() ?? 0),
      ("it is the eigenvalue with its sign instead of its size", -radius),
      ("it is 1 divided by the radius: the logarithms are subtracted instead of added", 1 / radius),
      ("it is the radius squared: the first norm counts twice instead of once", radius * radius),
      ("it is the root of the radius: the first norm counts half instead of once", radius.squareRoot()),
    ]
    try assertClose(
      one(answer), one(radius), "the spectral radius of \(what)", within: Self.sixDigits,
      suspects: mistakes.map { Suspect($0, at: place, number: $1) } + tooFewSquarings(matrix, radius),
      hint: overflow(answer) ?? hint)
  }

  func testTask5_theRadiusIsTheLargestEigenvalueNotTheNorm() throws {
    try grade {
      let blocks: Matrix<Double> = [
        [-1.75, 0, 0, 0], [0, 1.25, 0, 0], [0, 0, 0.5, 0], [0, 0, 0, 0.25],
      ]
      try check(
        disguised(blocks), 1.75, [1.25, 0.5, 0.25], "a matrix with the eigenvalues -1.75, 1.25, 0.5 and 0.25",
        hint: "It is the limit of ‖Wⁿ‖^(1/n), which is the size of the largest eigenvalue.")
      try check(
        disguised([[1.3, 1], [0, 1.3]]), 1.3, [], "a matrix with the eigenvalue 1.3 twice",
        hint: "For a repeated eigenvalue, six digits need large powers: square more often.")
    }
  }

  func testTask5_complexEigenvaluesCount() throws {
    try grade {
      let blocks: Matrix<Double> = [
        [0.3, -0.9, 0, 0], [0.9, 0.3, 0, 0], [0, 0, 0.5, 0], [0, 0, 0, -0.25],
      ]
      try check(
        disguised(blocks), 0.9.squareRoot(), [0.5],
        "a matrix with the eigenvalues 0.3 ± 0.9 i, 0.5 and -0.25",
        hint:
          "A rotation has complex eigenvalues; a rotated vector never converges. Use norms of powers."
      )
    }
  }

  func testTask5_largeAndSmallMatricesDoNotOverflow() throws {
    try grade {
      let blocks: Matrix<Double> = [[3, 1], [0, 2]]
      let hint =
        "The powers overflow or vanish: divide the power by its norm each time, and keep the norm's logarithm."
      let ofOne = try spectralRadius(of: [[-3]])
      try assertClose(
        ofOne, 3, "the spectral radius of [[-3]]", within: Self.sixDigits,
        hint: overflow(ofOne) ?? "It is the size of the only eigenvalue.")
      for scale in [1e20, 1e-20] {
        let radius = try spectralRadius(of: blocks * scale)
        try assertClose(
          one(radius / scale), one(3),
          "the spectral radius of \(scale) · [[3, 1], [0, 2]], divided by \(scale)", within: Self.sixDigits,
          hint: overflow(radius) ?? hint)
      }
    }
  }

  func testTask5_aMatrixOfWhichAPowerIsZeroHasRadiusZero() throws {
    try grade {
      try assertZero(
        spectralRadius(of: [[0, 5, 1], [0, 0, 7], [0, 0, 0]]),
        "the spectral radius of [[0, 5, 1], [0, 0, 7], [0, 0, 0]], whose third power is zero")
      try assertZero(
        spectralRadius(of: .zeros(rows: 3, columns: 3)), "the spectral radius of the zero matrix")
    }
  }

  private func assertZero(_ radius: Double, _ what: String) throws {
    try assertClose(
      radius, 0, what,
      hint: radius.isNaN
        ? "This happens when 0 is divided by 0. Before you divide by a norm, check whether it is 0."
        : "If a power is zero, every eigenvalue is 0. Before you divide by a norm, check whether it is 0.")
  }

  /// Whether the student's own radius is right: otherwise a result scaled by it shows nothing about the scaling.
  private func isRadiusRight(_ matrix: Matrix<Double>, _ radius: Double) throws -> Bool {
    do {
      return abs(try spectralRadius(of: matrix) - radius) < 1e-6 * radius
    } catch is NotImplemented {
      return true
    }
  }

  func testTask5_scaledHasTheRequestedRadius() throws {
    try grade {
      let matrix = disguised([[1.5, 0, 0], [0, -0.5, 0], [0, 0, 0.75]])
      let place = "scaled(_:toSpectralRadius:)"
      let isRadiusRight = try isRadiusRight(matrix, 1.5)
      let needs = "It needs a correct spectralRadius(of:), which is not correct yet."
      let suspects = [
        Suspect("it is multiplied by the radius instead of divided", at: place, matrix * (0.9 * 1.5)),
        Suspect("it is only multiplied by the desired radius", at: place, matrix * 0.9),
        Suspect("it is only divided by its own radius", at: place, matrix / 1.5),
        Suspect("the fraction is upside down", at: place, matrix * (1.5 / 0.9)),
        Suspect("it is divided by the desired radius", at: place, matrix / 0.9),
        Suspect("it is returned unchanged", at: place, matrix),
        Suspect(
          "the norm is used instead of the spectral radius", at: place, matrix * (0.9 / matrix.norm)),
      ]
      try assertClose(
        scaled(matrix, toSpectralRadius: 0.9), matrix * 0.6, place, within: Self.sixDigits,
        suspects: isRadiusRight ? suspects : [],
        hint: isRadiusRight ? "Eigenvalues scale with the matrix." : needs)
      try assertClose(
        scaled(matrix, toSpectralRadius: 3), matrix * 2, "\(place), to twice the radius",
        within: Self.sixDigits,
        suspects: isRadiusRight ? [Suspect("a matrix is only ever made smaller", at: place, matrix)] : [],
        hint: isRadiusRight
          ? "This is not clipping: a radius below the desired one is raised to it." : needs)
    }
  }
}
