import ChildProcesses
import Formats
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps a second run out of the same results while one is in progress. The system releases the lock when the
/// process ends, however it ends.
final class StoreLock {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: `Complaint` if another run holds it.
  init(_ store: RecordStore) throws {
    descriptor = open(
      store.folder.appendingPathComponent(".lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Complaint("\(store.folder.path) cannot be written to: \(systemMessage(errno))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Complaint("another run is writing to \(store.folder.path): wait for it, or name another --out")
    }
  }

  deinit { close(descriptor) }
}
