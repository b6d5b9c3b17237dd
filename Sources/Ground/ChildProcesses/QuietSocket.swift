/// Sockets whose other end can go at any time: this process then gets an error, not a signal that ends it.
package enum QuietSocket {
  /// The kind of a stream socket, as the system's functions take it.
  package static var streamKind: Int32 {
    #if canImport(Glibc)
      Int32(SOCK_STREAM.rawValue)
    #else
      Int32(SOCK_STREAM)
    #endif
  }

  /// Has the system send no signal for a socket: Apple's sets this once for each.
  package static func prepare(_ descriptor: Int32) {
    #if canImport(Darwin)
      var isSet: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isSet, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  /// Writes to a prepared socket.
  ///
  /// - Returns: how many bytes were written; less than 0 if none was, for the reason in `errno`.
  package static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags: Int32 = 0x4000  // MSG_NOSIGNAL, a macro that Swift does not import everywhere
    #endif
    return bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
  }
}
