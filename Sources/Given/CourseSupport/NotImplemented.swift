/// What an exercise's stub throws until it is written.
///
/// The graders tell it from every other error: a task whose stub still throws it is *not started*, never wrong.
/// It remembers where it stands, so that the report can say which file and line wait to be written.
///
/// ```swift
/// public func softmax(_ logits: Matrix<Double>) throws -> Matrix<Double> {
///   throw NotImplemented()
/// }
/// ```
public struct NotImplemented: Error, Equatable, CustomStringConvertible {
  /// The stub's function, as `softmax(_:)`.
  public let function: String
  /// The path of the stub's file.
  public let file: String
  /// The line of the `throw`.
  public let line: Int

  /// Marks the place where it is written; the arguments fill themselves in.
  public init(function: String = #function, file: String = #filePath, line: Int = #line) {
    self.function = function
    self.file = file
    self.line = line
  }

  /// One line: what is to be written, and where.
  public var description: String { "\(function) is not written yet: \(file):\(line)" }
}
