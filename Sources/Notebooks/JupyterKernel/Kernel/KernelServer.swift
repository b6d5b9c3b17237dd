import Formats
import Foundation

/// A kernel for Jupyter behind its five sockets.
///
/// One thread does it all and never waits for one thing alone: while a cell is compiled or runs, an interrupt is heard
/// and the heart beats.
public final class KernelServer {
  let sockets: KernelSockets
  let kernel: Kernel

  /// A kernel that listens where a connection file says.
  ///
  /// - Parameters:
  ///   - file: the connection file that Jupyter wrote.
  ///   - executable: the command in its build folder.
  /// - Throws: `Complaint` where the file is of no use, an address is taken or the course is not built.
  public convenience init(connection file: URL, executable: URL) throws {
    try self.init(ConnectionFile(contentsOf: file), executable: executable)
  }

  init(_ connection: ConnectionFile, executable: URL) throws {
    sockets = try KernelSockets(connection)
    kernel = try Kernel(executable: executable, audience: sockets)
  }

  /// Serves until Jupyter says that it is over.
  public func run() {
    InterruptSignal.listen()
    let parent = getppid()
    // A kernel whose Jupyter has gone without a word is of no use to anybody.
    while !kernel.isEnding, getppid() == parent { turn(milliseconds: 500) }
    // The answer to the last request is still on its way.
    sockets.flush(seconds: 1)
  }

  /// Waits for something to do, at most so long, and does it.
  func turn(milliseconds: Int32) {
    var polls = sockets.polls + kernel.polls
    _ = poll(&polls, nfds_t(polls.count), min(milliseconds, kernel.patience))
    if InterruptSignal.take() { kernel.interrupt() }
    let (urgent, requests) = sockets.receive()
    kernel.work(urgent: urgent, requests)
  }
}
