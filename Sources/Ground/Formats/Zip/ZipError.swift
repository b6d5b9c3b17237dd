/// Why an archive, or a file in it, cannot be read.
public struct ZipError: Error, Equatable, CustomStringConvertible {
  /// The error, as the end of a sentence that begins with the archive's name: `is not a zip archive`.
  public let description: String
  /// Whether the system prevented reading it, so the error is not the archive's.
  public let isOfTheSystem: Bool

  /// A failure with its words.
  public init(_ description: String, isOfTheSystem: Bool = false) {
    self.description = description
    self.isOfTheSystem = isOfTheSystem
  }

  static let cutOff = ZipError("ends in the middle: it was not copied or sent as a whole")

  static func damaged(_ what: String) -> ZipError { ZipError("is damaged: \(what)") }
}
