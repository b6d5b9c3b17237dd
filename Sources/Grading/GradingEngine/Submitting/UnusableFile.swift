import Formats
import Foundation

/// A file of a submission that cannot be taken: it is as if it did not compile.
struct UnusableFile: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }

  /// What is to be said of a place that cannot be opened.
  init(_ failure: OpeningFailure, at place: SubmittedPlace, isFolder: Bool = false) {
    let path = StagedSubmission.displayed(place.url)
    switch failure {
    case .link: description = "\(path) is a link, and links are not followed"
    case .otherKind: description = "\(path) is not an ordinary \(isFolder ? "folder" : "file")"
    case .missing: description = "\(path) is not there"
    case .refused(let reason): description = "\(path) cannot be read: \(reason)"
    }
  }
}

/// Something handed in that cannot be looked at as a whole: what is wrong, and how to hand in anew.
public struct UnusableSubmission: Error, CustomStringConvertible {
  /// One line.
  public let description: String
  /// Whether the system kept it from being read: then it says nothing about the student.
  public let isOfTheSystem: Bool

  /// An archive that cannot be opened.
  init(archive name: String, _ trouble: String, isOfTheSystem: Bool = false) {
    let wayOut =
      isOfTheSystem ? "" : ". Hand in anew: a zip archive, without a password, of your folder Exercises"
    description = "\(name.inOneLine) \(trouble)\(wayOut)"
    self.isOfTheSystem = isOfTheSystem
  }

  /// A folder in which nothing but a link leads on.
  init(link path: String) {
    description = "\(path.inOneLine) is a link, and links are not followed. Submit the files themselves"
    isOfTheSystem = false
  }
}
