import ChildProcesses
import Formats

/// A stream socket of the system that never blocks, closed with the last reference to it.
final class SystemSocket {
  let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    QuietSocket.prepare(descriptor)
  }

  deinit { close(descriptor) }

  /// Listens on a port of this machine; port 0 lets the system choose one.
  ///
  /// - Throws: `Complaint` where the address is not to be had.
  static func listening(host: String, port: Int) throws -> SystemSocket {
    let socket = try tcp()
    try withAddress(host, port) { address, length in
      var isSet: Int32 = 1
      setsockopt(
        socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &isSet, socklen_t(MemoryLayout<Int32>.size))
      guard bind(socket.descriptor, address, length) == 0, listen(socket.descriptor, 16) == 0 else {
        throw Complaint("cannot listen at \(host):\(port): \(String(cString: strerror(errno)))")
      }
    }
    return socket
  }

  /// Connects to a port; the connection may still be under way.
  static func connected(host: String, port: Int) throws -> SystemSocket {
    let socket = try tcp()
    try withAddress(host, port) { address, length in
      guard connect(socket.descriptor, address, length) == 0 || errno == EINPROGRESS else {
        throw Complaint("cannot reach \(host):\(port): \(String(cString: strerror(errno)))")
      }
    }
    return socket
  }

  /// The next connection that waits at a listening socket.
  func acceptNext() -> SystemSocket? {
    let fresh = accept(descriptor, nil, nil)
    guard fresh >= 0 else { return nil }
    Self.sendAtOnce(fresh)
    return SystemSocket(fresh)
  }

  /// The port that a listening socket has.
  var port: Int {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// What has arrived; empty where nothing has, `nil` where the other side has gone.
  func receive() -> [UInt8]? {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        received += buffer[..<count]
      } else if count < 0, errno == EINTR {
        continue
      } else {
        let isWaiting = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOTCONN)
        return isWaiting || !received.isEmpty ? received : nil
      }
    }
  }

  /// Sends as much as there is room for.
  ///
  /// - Returns: how many bytes were taken; `nil` where the other side has gone.
  func send(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = QuietSocket.write(bytes, to: descriptor)
    if count >= 0 { return count }
    return [EAGAIN, EWOULDBLOCK, EINTR, ENOTCONN].contains(errno) ? 0 : nil
  }

  private static func tcp() throws -> SystemSocket {
    let descriptor = socket(AF_INET, QuietSocket.streamKind, 0)
    guard descriptor >= 0 else {
      throw Complaint("cannot open a socket: \(String(cString: strerror(errno)))")
    }
    sendAtOnce(descriptor)
    return SystemSocket(descriptor)
  }

  /// Small messages must not wait for more to come.
  private static func sendAtOnce(_ descriptor: Int32) {
    var isSet: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isSet, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func withAddress(
    _ host: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
  ) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port)).bigEndian
    let name = host == "localhost" ? "127.0.0.1" : host == "*" ? "0.0.0.0" : host
    guard (0...65_535).contains(port), inet_pton(AF_INET, name, &address.sin_addr) == 1 else {
      throw Complaint("\(host):\(port) is no address of this machine that can be used")
    }
    try withUnsafePointer(to: &address) {
      try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        try body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
