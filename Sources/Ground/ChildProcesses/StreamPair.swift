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
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #elseif canImport(Musl)
      let kind = Int32(SOCK_STREAM)
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Complaint.ofSystem("cannot open a socket: \(systemMessage(errno))")
    }
    #if canImport(Darwin)
      var isSet: Int32 = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &isSet, socklen_t(MemoryLayout<Int32>.size))
    #endif
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
