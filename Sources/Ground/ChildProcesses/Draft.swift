import Formats
import Foundation

/// A file or a folder that is written under a name of its own and appears in its place only when it is whole. One that
/// is given up, or never finished, leaves nothing behind.
package final class Draft {
  /// Where it is until then: nothing is there yet.
  package let url: URL
  private let place: URL
  private var handle: FileHandle?
  private var isFinished = false

  /// Begins a draft of what is to be at `place`.
  ///
  /// - Parameter folder: where the draft is to lie, on the same disk; beside its place, hidden, where none is named.
  package init(of place: URL, in folder: URL? = nil) {
    self.place = place
    url = (folder ?? place.deletingLastPathComponent())
      .appendingPathComponent(".\(place.lastPathComponent).\(UUID().uuidString)")
  }

  deinit {
    guard !isFinished else { return }
    try? handle?.close()
    try? FileManager.default.removeItem(at: url)
  }

  /// Adds to the end of the file. What was added is on the disk before the file is in its place, so that it is whole
  /// also where the machine loses power.
  ///
  /// - Throws: `Complaint` where the disk does not take it.
  package func append(_ text: String) throws {
    do {
      if handle == nil {
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
      }
      try handle?.write(contentsOf: Data(text.utf8))
    } catch { throw refusal(error.systemReason) }
  }

  /// Puts it in its place, in one step of the system's; only a folder that is there is taken away first.
  ///
  /// - Throws: `Complaint` where that cannot be done.
  package func finish() throws {
    do {
      try handle?.synchronize()
      try handle?.close()
    } catch { throw refusal(error.systemReason) }
    if url.isFolder, place.isFolder { try? FileManager.default.removeItem(at: place) }
    try move(url, over: place)
    isFinished = true
  }

  private func refusal(_ reason: String) -> Complaint {
    Complaint("\(place.path) cannot be written: \(reason)")
  }
}

/// Writes a file whole or not at all.
///
/// - Parameter folder: where its draft is to lie; beside it, hidden, where none is named.
/// - Throws: `Complaint` with the system's reason.
package func writeWhole(_ text: String, to file: URL, draftIn folder: URL? = nil) throws {
  let draft = Draft(of: file, in: folder)
  try draft.append(text)
  try draft.finish()
}

/// Moves a file, in one step of the system's, over what is there. Foundation's `replaceItemAt` fails on Linux.
///
/// - Throws: `Complaint` with the system's reason.
package func move(_ file: URL, over place: URL) throws {
  guard rename(file.path, place.path) == 0 else {
    throw Complaint("\(place.path) cannot be written: \(systemMessage(errno))")
  }
}

extension Error {
  /// The system's reason, without Foundation's words around it.
  package var systemReason: String {
    let inner = (self as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return (inner ?? self as NSError).localizedDescription
  }
}
