/// The norm of many numbers, mostly `√Σ x²`, as the product of two numbers: right even if the squares of the numbers, or the
/// norm itself, are outside the range of the element type.
///
/// The plain sum of squares overflows in `Float` at numbers of 1.8e19, which an exploding gradient reaches, and
/// underflows at 1e-23, which a vanishing one does. Numbers of such size are divided by a power of two first, which
/// rounds nothing.
package struct ScaledNorm<Scalar: MatrixScalar>: Sendable {
  /// A power of two: 1 unless the plain sum of squares is not to be trusted.
  package let unit: Scalar
  /// The norm divided by ``unit``: NaN if one of the numbers is, else ∞ if one of them is.
  package let root: Scalar

  /// The norm in the element type; ∞ if it is too large for it.
  package var value: Scalar { root * unit }

  /// Whether all the numbers are finite, even if the norm is too large for the element type.
  package var isFinite: Bool { root.isFinite }

  /// A norm in two parts.
  package init(unit: Scalar, root: Scalar) { (self.unit, self.root) = (unit, root) }

  /// The norm of numbers that are seen through three functions.
  ///
  /// - Parameters:
  ///   - plainSum: `Σ x²`, added up in any type that holds it.
  ///   - largest: the largest `|x|`; NaN if one is.
  ///   - sum: `Σ (x / unit)²` for a given unit.
  package init<Sum: MatrixScalar>(plainSum: Sum, largest: () -> Scalar, sum: (_ unit: Scalar) -> Sum) {
    // Above this bound, what underflow has taken from a square is less than rounding has.
    let smallest = Sum(Scalar.leastNormalMagnitude / Scalar.ulpOfOne)
    if plainSum.isFinite, plainSum >= smallest {
      (unit, root) = (1, Scalar(plainSum.squareRoot()))
      return
    }
    let size = largest()
    if size.isFinite, size > 0 {
      unit = Scalar(sign: .plus, exponent: size.exponent, significand: 1)
      root = Scalar(sum(unit).squareRoot())
    } else {
      (unit, root) = (1, size)
    }
  }
}

extension Matrix {
  /// The Frobenius norm, `√Σ x²`, for elements of any size: NaN if an element is, else ∞ if an element is or the norm
  /// is too large for the element type.
  public var norm: Scalar { scaledNorm.value }

  /// The norm, even if the element type cannot hold it.
  package var scaledNorm: ScaledNorm<Scalar> {
    ScaledNorm(
      plainSum: squaredNorm, largest: { largestMagnitude }, sum: { (self / $0).squaredNorm })
  }

  /// The largest `|x|`, 0 for a matrix without elements; NaN if an element is.
  package var largestMagnitude: Scalar { LinearAlgebra.largestMagnitude(of: storage) }
}

extension ParameterCollection {
  /// The norm of all numbers taken as one vector, `√Σ x²`, for numbers of any size: NaN if one of them is, else ∞ if
  /// one of them is or the norm is too large for the element type.
  public var globalNorm: Scalar { scaledNorm.value }

  /// The global norm, even if the element type cannot hold it.
  package var scaledNorm: ScaledNorm<Scalar> {
    let matrices = namedParameters.map { self[keyPath: $0.path] }
    return ScaledNorm(
      plainSum: matrices.reduce(0) { $0 + $1.squaredNorm }, largest: { largestMagnitude },
      sum: { unit in matrices.reduce(0) { $0 + ($1 / unit).squaredNorm } })
  }

  /// `Σ |x|` of all numbers, even if the element type cannot hold it.
  package var scaledSum: ScaledNorm<Scalar> {
    func sum(_ unit: Scalar) -> Double {
      namedParameters.reduce(0) { sum, place in
        self[keyPath: place.path].elements.reduce(sum) { $0 + Double(($1 / unit).magnitude) }
      }
    }
    let plain = Scalar(sum(1))
    if plain.isFinite { return ScaledNorm(unit: 1, root: plain) }
    let largest = largestMagnitude
    guard largest.isFinite else { return ScaledNorm(unit: 1, root: largest) }
    let unit = Scalar(sign: .plus, exponent: largest.exponent, significand: 1)
    return ScaledNorm(unit: unit, root: Scalar(sum(unit)))
  }

  /// The largest `|x|` of all numbers, 0 if there are none; NaN if one is.
  package var largestMagnitude: Scalar {
    namedParameters.reduce(0) { largest, place in
      let next = self[keyPath: place.path].largestMagnitude
      return largest.isNaN || next <= largest ? largest : next
    }
  }
}

/// The largest `|x|`, 0 if there are no numbers; NaN if one of them is.
@_specialize(where Scalar == Float, Numbers == [Float])
@_specialize(where Scalar == Double, Numbers == [Double])
@_specialize(where Scalar == Float, Numbers == UnsafeBufferPointer<Float>)
@_specialize(where Scalar == Double, Numbers == UnsafeBufferPointer<Double>)
package func largestMagnitude<Scalar: MatrixScalar, Numbers: Sequence<Scalar>>(of numbers: Numbers) -> Scalar
{
  var largest: Scalar = 0
  for number in numbers {
    let size = number.magnitude
    if size.isNaN { return size }
    if size > largest { largest = size }
  }
  return largest
}
