import Formats
import Foundation

/// A file of a submission that cannot be used: it counts as one that does not compile.
struct InvalidFileError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }

  /// The message for an entry that cannot be opened.
  init(_ failure: OpeningError, at place: SubmittedPlace, isFolder: Bool = false) {
    let path = StagedSubmission.displayed(place.url)
    switch failure {
    case .link: description = "\(path) is a link, and links are not followed"
    case .otherKind: description = "\(path) is not an ordinary \(isFolder ? "folder" : "file")"
    case .missing: description = "\(path) does not exist"
    case .refused(let reason): description = "\(path) cannot be read: \(reason)"
    }
  }
}

/// A submission that cannot be read at all: what is wrong, and how to submit again.
public struct InvalidSubmissionError: Error, CustomStringConvertible {
  /// One line.
  public let description: String
  /// Whether the system prevented reading it, which is not the student's error.
  public let isOfTheSystem: Bool

  /// An archive that cannot be opened.
  init(archive name: String, _ trouble: String, isOfTheSystem: Bool = false) {
    let wayOut =
      isOfTheSystem ? "" : ". Submit again: a zip archive, without a password, of your folder Exercises"
    description = "\(name.inOneLine) \(trouble)\(wayOut)"
    self.isOfTheSystem = isOfTheSystem
  }

  /// A folder whose only way down is a link.
  init(link path: String) {
    description = "\(path.inOneLine) is a link, and links are not followed. Submit the files themselves"
    isOfTheSystem = false
  }
}
