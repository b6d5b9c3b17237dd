import CommandSupport
import Formats
import Foundation

/// A file that is written piece by piece and appears only when it is whole.
final class DraftFile {
  private let place: URL
  private let draft: URL
  private let handle: FileHandle
  private var isFinished = false

  /// Begins a file beside its place.
  ///
  /// - Throws: `Complaint` where the folder cannot be written to.
  init(_ place: URL) throws {
    self.place = place
    draft = place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).\(UUID().uuidString)")
    guard FileManager.default.createFile(atPath: draft.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: draft.path)
    else { throw Complaint("\(place.path) cannot be written") }
    self.handle = handle
  }

  deinit {
    guard !isFinished else { return }
    try? handle.close()
    try? FileManager.default.removeItem(at: draft)
  }

  /// Adds to the end.
  ///
  /// - Throws: `Complaint` where the disk does not take it.
  func write(_ text: String) throws {
    do { try handle.write(contentsOf: Data(text.utf8)) } catch { throw refusal(error) }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `Complaint` where that cannot be done.
  func finish() throws {
    do {
      try handle.synchronize()
      try handle.close()
      guard rename(draft.path, place.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
      isFinished = true
    } catch { throw refusal(error) }
  }

  private func refusal(_ error: any Error) -> Complaint {
    Complaint("\(place.path) cannot be written: \(error.localizedDescription)")
  }
}
