import Formats
import Foundation

/// The two ends of a stream between parent and child.
struct StreamPair {
  /// The parent's end, which does not block.
  let near: Int32
  /// The child's end.
  let far: Int32

  static func ofSocket() throws -> StreamPair {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, QuietSocket.streamKind, 0, &ends) == 0 else {
      throw Complaint.ofSystem("cannot open a socket: \(systemMessage(errno))")
    }
    QuietSocket.prepare(ends[0])
    return StreamPair(ends)
  }

  static func ofPipe() throws -> StreamPair {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Complaint.ofSystem("cannot open a pipe: \(systemMessage(errno))") }
    return StreamPair(ends)
  }

  private init(_ ends: [Int32]) {
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK)
    near = ends[0]
    far = ends[1]
  }
}

/// The system's words for an error number.
package func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
