import Formats
import Foundation

/// A file or a folder that is written under a temporary name and appears at its final path only when it is
/// complete. One that is abandoned, or never finished, leaves nothing on disk.
package final class Draft {
  /// The temporary path, where nothing exists yet.
  package let url: URL
  private let place: URL
  private var handle: FileHandle?
  private var isFinished = false

  /// Begins a draft of the file or folder at `place`.
  ///
  /// - Parameter folder: the folder for the draft, on the same disk; by default next to `place`, hidden.
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

  /// Appends to the file. The bytes are on the disk before the file appears at its path, so it is complete
  /// even if the machine loses power.
  ///
  /// - Throws: `Complaint` if the bytes cannot be written.
  package func append(_ text: String) throws {
    do {
      if handle == nil {
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
      }
      try handle?.write(contentsOf: Data(text.utf8))
    } catch { throw refusal(error.systemReason) }
  }

  /// Moves it to its final path in a single system call; only an existing folder is removed first.
  ///
  /// - Throws: `Complaint` if that fails.
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

/// Writes a file atomically.
///
/// - Parameter folder: the folder for the draft; by default next to the file, hidden.
/// - Throws: `Complaint` with the system's reason.
package func writeWhole(_ text: String, to file: URL, draftIn folder: URL? = nil) throws {
  let draft = Draft(of: file, in: folder)
  try draft.append(text)
  try draft.finish()
}

/// Moves a file over an existing one, in a single system call. Foundation's `replaceItemAt` fails on Linux.
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
