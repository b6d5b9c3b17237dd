import ChildProcesses
import Formats
import Foundation

extension CheckpointPlace {
  /// The file of the model with the lowest held-out loss, next to the checkpoint that training resumes from.
  var best: URL { beside("best") }

  /// Whether a later model did worse than one that is kept in ``best``, or training was stopped before its end.
  var hasBest: Bool { FileManager.default.fileExists(atPath: best.path) }

  /// The model to sample from: the best one if it is not the last.
  var modelToSample: URL { hasBest ? best : file }

  /// Keeps the current checkpoint, whatever replaces it later.
  ///
  /// - Throws: `Complaint` if the system refuses.
  func keepAsBest() throws {
    let draft = Draft(of: best)
    do {
      // A second name takes no space; later checkpoints replace the first name and leave this one.
      do {
        try FileManager.default.linkItem(at: file, to: draft.url)
      } catch {
        try FileManager.default.copyItem(at: file, to: draft.url)
      }
      try draft.finish()
    } catch {
      throw Complaint(
        "--checkpoint \(file.relativePath): its best model cannot be kept as \(best.lastPathComponent); "
          + "make room for it or name another file")
    }
  }

  /// Removes the best model of a training that has ended.
  func forgetBest() { try? FileManager.default.removeItem(at: best) }
}
