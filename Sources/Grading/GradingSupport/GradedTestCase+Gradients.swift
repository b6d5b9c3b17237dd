import Foundation
import GradientChecking
import GradingProtocol
import LinearAlgebra

extension GradedTestCase {
  /// Requires a gradient to agree with central differences of the loss: its shape first, then every number.
  /// If it does not, the gradient doctor names the mistake its numbers indicate. Elements at a kink of the
  /// loss are not evaluated; a loss that is noisy, not deterministic or not a number is named, and no
  /// gradient passes there.
  ///
  /// - Parameters:
  ///   - gradient: the result of the student's backward pass, in the shape of `point`.
  ///   - loss: the loss as a function of the one matrix.
  ///   - point: where the gradient was taken.
  ///   - what: names the gradient, `"the gradient of W_hh"`.
  ///   - limit: the largest relative error that passes.
  ///   - batchSize: B, which lets the doctor distinguish a sum over the batch from a mean.
  ///   - stepCount: T, which lets the doctor distinguish a sum over the steps from a mean.
  ///   - suspects: known mistakes and the gradients they produce, under the name `what`.
  ///   - hint: where to look, if neither the doctor nor a suspect fits.
  ///   - file: where the check is; omit it.
  ///   - line: where the check is; omit it.
  public func assertGradient(
    _ gradient: Matrix<Double>, of loss: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
    _ what: String, within limit: Double = 1e-6, batchSize: Int? = nil, stepCount: Int? = nil,
    suspects: [SuspectGradient] = [], hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let doctor = GradientDoctor(
      batchSize: batchSize, stepCount: stepCount, suspects: suspects, tolerance: limit)
    let examined = try doctor.examine(gradient, of: loss, at: point, named: what)
    let difference = GradientDifference(examined.comparison, examined.diagnosis, limit)
    let word = difference?.explanation.map { [Advice($0, .likely)] } ?? []
    try judge(
      difference.map { "\(what): \($0.description)." }, advice(word, hint), file: file, line: line)
  }
}

/// The errors of a gradient: the worst entry, how many are wrong and where they are, and the gradient
/// doctor's diagnosis.
struct GradientDifference: CustomStringConvertible {
  let description: String
  let explanation: String?

  /// `nil` if the gradient is correct.
  init?(_ comparison: GradientComparison, _ diagnosis: GradientDiagnosis, _ limit: Double) {
    guard let finding = diagnosis.findings.first else { return nil }
    switch finding.mistake {
    case .loss(let trouble):
      description = "no gradient can be checked here, because \(Self.withholdingNumbers(trouble.fault))"
      let further = diagnosis.findings.dropFirst().first.flatMap { Self.word($0) }
      explanation = Self.capitalized(trouble.remedy) + "." + (further.map { " Besides: \($0)" } ?? "")
    case .notJudged:
      description = "no entry could be checked, because all are at a kink of the loss"
      explanation = nil
    default:
      description = Self.difference(comparison, limit)
      explanation = Self.word(finding)
    }
  }

  /// The worst entry and how many differ, or the shapes.
  private static func difference(_ comparison: GradientComparison, _ limit: Double) -> String {
    let (analytic, numeric) = (comparison.analytic, comparison.numeric)
    let wrong = comparison.wrong(limit)
    guard let worst = wrong.max(by: { error($0, comparison) < error($1, comparison) }) else {
      return "shape is \(Redaction.value("\(analytic.shape)")), expected \(numeric.shape)"
    }
    let (given, wanted) = (analytic[worst.row, worst.column], numeric[worst.row, worst.column])
    return "entry [\(worst.row), \(worst.column)] is \(named(given, beside: wanted)), "
      + "finite differences yield \(named(wanted, beside: given)) (\(extent(wrong, comparison)))"
  }

  /// NaN is worse than any number.
  private static func error(_ place: ElementIndex, _ comparison: GradientComparison) -> Double {
    let error = GradientCheck.relativeError(
      comparison.analytic[place.row, place.column], comparison.numeric[place.row, place.column])
    return error.isNaN ? .infinity : error
  }

  private static func extent(_ wrong: [ElementIndex], _ comparison: GradientComparison) -> String {
    let numeric = comparison.numeric
    var text = "\(wrong.count) of \(numeric.count) entries differ"
    let notNumbers = wrong.count { comparison.analytic[$0.row, $0.column].isNaN }
    if notNumbers > 0 { text += ", \(notNumbers) of them NaN" }
    text += region(wrong.map(\.row), of: numeric.rows, "row") ?? ""
    text += region(wrong.map(\.column), of: numeric.columns, "column") ?? ""
    let kinks = comparison.kinkCount
    return kinks == 0 ? text : text + "; \(kinks) at a kink of the loss are not checked"
  }

  /// The rows or columns that hold all wrong entries, if that is informative: one gate's columns, for
  /// example.
  private static func region(_ places: [Int], of count: Int, _ what: String) -> String? {
    guard places.count > 1, let first = places.min(), let last = places.max(), last - first + 1 < count else {
      return nil
    }
    return first == last ? ", all in \(what) \(first)" : ", all in \(what)s \(first) to \(last)"
  }

  /// The doctor's sentence, with a factor withheld if the inputs are secret: a student can encode anything in
  /// it.
  private static func word(_ finding: GradientDiagnosis.Finding) -> String? {
    let name = finding.parameters.joined()
    let sentence = finding.sentence.replacingOccurrences(
      of: "The gradient of \(name) ", with: "The gradient ")
    switch finding.mistake {
    case .unknown, .shape, .notFinite, .loss, .notJudged: return nil
    case .factor: return withholdingNumbers(sentence, where: #"[0-9.e+-]+(?= times)"#)
    default: return sentence
    }
  }

  /// A sentence with its first number marked as one that follows from the inputs.
  private static func withholdingNumbers(_ text: String, where pattern: String = #"[0-9][0-9.e+-]*"#)
    -> String
  {
    guard let place = text.range(of: pattern, options: .regularExpression) else { return text }
    return text.replacingCharacters(in: place, with: Redaction.value(String(text[place])))
  }

  private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
