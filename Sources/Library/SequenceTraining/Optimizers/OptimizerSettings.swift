import LinearAlgebra

/// The ranges of an optimizer's settings. Outside of them a parameter would become NaN, or move the wrong way, without
/// a word.
///
/// Each setting is looked at in the type in which it is used: 1e-50 is a fine ε in `Double` and 0 in `Float`.
enum OptimizerSettings {
  /// Traps unless η is usable.
  static func check<Scalar: MatrixScalar>(learningRate: Double, in type: Scalar.Type) {
    require(
      learningRate >= 0 && Scalar(learningRate).isFinite,
      "the learning rate \(learningRate) is not usable; it must be a finite number of at least 0")
  }

  /// Traps unless a part that is kept of what was there before is usable.
  static func check<Scalar: MatrixScalar>(_ name: String, _ decay: Double, in type: Scalar.Type) {
    require(
      decay >= 0 && Scalar(decay) < 1,
      "the \(name) \(decay) is not usable; it must be at least 0 and less than 1")
  }

  /// Traps unless ε is usable: with 0, a gradient of 0 would be divided by 0.
  static func check<Scalar: MatrixScalar>(epsilon: Double, in type: Scalar.Type) {
    require(
      Scalar(epsilon) > 0 && Scalar(epsilon).isFinite,
      "the epsilon \(epsilon) is not usable; it must be a finite number above 0")
  }
}
