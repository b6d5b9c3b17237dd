extension ChildProcess {
  /// Writes to the child's descriptor 3, without waiting for room.
  ///
  /// - Returns: whether everything was accepted.
  @discardableResult package func send(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = QuietSocket.write(rest, to: line)
      guard count > 0 || count < 0 && errno == EINTR else { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return true
  }

  /// Ends the input on the child's descriptor 3.
  package func finishSending() { shutdown(line, Int32(SHUT_WR)) }

  /// Writes to the child's descriptor 3 as much as fits without blocking; `nil` if the descriptor is closed.
  package func sendSome(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = QuietSocket.write(bytes, to: line)
    return count >= 0 ? count : [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? 0 : nil
  }

  /// The output of the child so far, at most some megabytes.
  package func takeOutput() -> [UInt8] { Self.available(output) }

  /// The same for standard error, if that is separate.
  package func takeErrors() -> [UInt8] { errors.map(Self.available) ?? [] }

  private static func available(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while all.count < 4 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { all += buffer[..<count] } else if count == 0 || errno != EINTR { break }
    }
    return all
  }
}
