/// How a child ended.
public enum TerminationReason: Sendable, Equatable {
  /// It exited with a status.
  case exited(Int32)
  /// A signal ended it.
  case signalled(Int32)

  /// Reads what `waitpid` says.
  ///
  /// A sandbox reports the end of the program inside as a shell does: 128 and the signal's number.
  init(waitStatus: Int32, throughSandbox: Bool) {
    let signal = waitStatus & 0x7f
    let status = (waitStatus >> 8) & 0xff
    if signal != 0 {
      self = .signalled(signal)
    } else if throughSandbox, (129...192).contains(status) {
      self = .signalled(status - 128)
    } else {
      self = .exited(status)
    }
  }
}
