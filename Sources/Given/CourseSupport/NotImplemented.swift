/// The error that an exercise's stub throws until it is written.
///
/// The graders distinguish it from every other error: a task whose stub still throws it is *not started*,
/// never wrong. It stores its location, so the report can name the file and line to write.
///
/// ```swift
/// public func softmax(_ logits: Matrix<Double>) throws -> Matrix<Double> {
///   throw NotImplemented()
/// }
/// ```
public struct NotImplemented: Error, Equatable, CustomStringConvertible {
  /// The stub's function, such as `softmax(_:)`.
  public let function: String
  /// The path of the stub's file.
  public let file: String
  /// The line of the `throw`.
  public let line: Int

  /// Records where it is called; all arguments have defaults.
  public init(function: String = #function, file: String = #filePath, line: Int = #line) {
    self.function = function
    self.file = file
    self.line = line
  }

  /// One line: the function to write, and where.
  public var description: String { "\(function) is not written yet: \(file):\(line)" }
}
