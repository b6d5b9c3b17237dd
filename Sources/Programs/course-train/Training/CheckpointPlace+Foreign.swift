import Formats
import Foundation
import SequenceTraining

extension CheckpointPlace {
  /// Detects before the work starts that a checkpoint would replace a file that is not a checkpoint and
  /// cannot be recreated: the text itself under any of its names, or any other file.
  ///
  /// - Parameter text: the file that is trained on.
  /// - Throws: `Complaint` naming the file that is in the way.
  func checkThatNothingIsLost(trainingOn text: URL) throws {
    if file.isSameFile(as: text) {
      throw Complaint(
        "--checkpoint \(file.relativePath) is the text to train on, and the checkpoint would overwrite it; "
          + "name another file")
    }
    try check(file, "")
    if exists { try check(previous, ", where the existing model would be kept,") }
    try check(best, ", where the best model would be kept,")
  }

  /// An empty file, such as one from `mktemp`, holds nothing to lose.
  private func check(_ place: URL, _ use: String) throws {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: place.path) else { return }
    let isEmptyFile =
      attributes[.type] as? FileAttributeType == .typeRegular && attributes[.size] as? Int == 0
    guard !isEmptyFile, !TensorFile.isCheckpoint(place) else { return }
    throw Complaint(
      "--checkpoint \(file.relativePath): \(place.relativePath)\(use) is not a checkpoint and will not be overwritten; "
        + "move it or name another file")
  }
}

extension URL {
  /// Whether both names lead to one file of the disk, by whatever links and paths.
  fileprivate func isSameFile(as other: URL) -> Bool {
    guard let own = identity, let theirs = other.identity else { return false }
    return own == theirs
  }

  /// The numbers of the disk and of the file on it, at the end of all links.
  private var identity: [UInt64]? {
    let path = resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let disk = attributes[.systemNumber] as? NSNumber,
      let number = attributes[.systemFileNumber] as? NSNumber
    else { return nil }
    return [disk.uint64Value, number.uint64Value]
  }
}
