import Foundation

/// The result of reading a file.
package enum FileReading: Equatable {
  /// The whole contents.
  case whole(Data)
  /// It is larger than the limit.
  case tooLarge
  /// It is written to while it is read.
  case changing
  /// The system refuses.
  case refused(String)

  /// Reads an open file from its beginning, and again if it is written to meanwhile.
  ///
  /// - Parameters:
  ///   - descriptor: of the file; it stays open.
  ///   - limit: the largest size in bytes.
  package init(_ descriptor: Int32, upTo limit: Int) {
    self = .changing
    for attempt in 0..<3 where self == .changing {
      if attempt > 0 { usleep(50_000) }
      self = Self.once(descriptor, limit)
    }
  }

  private static func once(_ descriptor: Int32, _ limit: Int) -> FileReading {
    guard let before = State(descriptor) else { return .refused(String(cString: strerror(errno))) }
    guard before.size <= limit else { return .tooLarge }
    var bytes = [UInt8](repeating: 0, count: before.size + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + count, $0.count - count, off_t(count))
      }
      if read < 0 && errno == EINTR { continue }
      if read < 0 { return .refused(String(cString: strerror(errno))) }
      if read == 0 { break }
      count += read
    }
    guard count == before.size, State(descriptor) == before else { return .changing }
    return .whole(Data(bytes[..<count]))
  }

  /// The attributes that show a change of a file.
  private struct State: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    init?(_ descriptor: Int32) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { return nil }
      size = Int(status.st_size)
      #if canImport(Darwin)
        (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
      #else
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
      #endif
    }
  }
}
