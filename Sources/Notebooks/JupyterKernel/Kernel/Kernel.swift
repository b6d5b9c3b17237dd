import CellEngine
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A kernel for Jupyter: takes cells of Swift, compiles them, has them run and tells what they show.
///
/// One thread does it all and never waits for one thing alone: while a cell is compiled or runs, an interrupt is heard
/// and the heart beats.
public final class Kernel {
  let shell: ServerSocket
  let control: ServerSocket
  let input: ServerSocket
  let publisher: ServerSocket
  let heart: ServerSocket
  let library: KernelLibrary
  let compiler: CellCompiler
  let symbols: SymbolHelper
  var composer: MessageComposer
  var holder: HolderProcess
  var history = CellHistory()
  var execution: Execution?
  /// Requests on the shell channel that wait for the cell before them.
  var waiting: [KernelMessage] = []
  /// The number of the last cell.
  var cellCount = 0
  /// How many cells have been given to the compiler.
  var moduleCount = 0
  var stream = StreamBuffer()
  var isEnding = false

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
    library = try KernelLibrary(executable: executable)
    compiler = try CellCompiler(library, in: SessionFolder.make())
    holder = try HolderProcess(executable: library.executable, folder: compiler.folder)
    symbols = SymbolHelper(executable: library.executable, folder: compiler.folder)
    composer = MessageComposer(signer: MessageSigner(key: Array(connection.key.utf8)))
    shell = try ServerSocket(.router, host: connection.ip, port: connection.shell_port)
    control = try ServerSocket(.router, host: connection.ip, port: connection.control_port)
    input = try ServerSocket(.router, host: connection.ip, port: connection.stdin_port)
    publisher = try ServerSocket(.publisher, host: connection.ip, port: connection.iopub_port)
    heart = try ServerSocket(.reply, host: connection.ip, port: connection.hb_port)
  }

  deinit { try? FileManager.default.removeItem(at: compiler.folder) }

  /// Serves until Jupyter says that it is over.
  public func run() {
    InterruptSignal.listen()
    let parent = getppid()
    // A kernel whose Jupyter has gone without a word is of no use to anybody.
    while !isEnding, getppid() == parent { turn(milliseconds: 500) }
    // The answer to the last request is still on its way.
    let patience = Date() + 1
    while [control, shell, publisher].contains(where: \.isSending), Date() < patience {
      [control, shell, publisher].forEach { $0.flush() }
      usleep(1000)
    }
  }

  /// Waits for something to do, at most so long, and does it.
  func turn(milliseconds: Int32) {
    wait(stream.isEmpty ? milliseconds : min(milliseconds, 30))
    if InterruptSignal.take() { interrupt() }
    _ = heart.receive()
    _ = publisher.receive()
    _ = input.receive()
    for message in messages(of: control, .control) { answer(message) }
    waiting += messages(of: shell, .shell)
    advance()
    while execution == nil, !isEnding, !waiting.isEmpty { answer(waiting.removeFirst()) }
    if stream.isOld { flushStream() }
  }

  private func wait(_ milliseconds: Int32) {
    let isCrowded = publisher.isCrowded
    var polls = [shell, control, input, publisher, heart].flatMap(\.polls)
    if let execution {
      polls +=
        execution.stage == .compiling
        ? [pollfd(fd: execution.job.process.output, events: Int16(POLLIN), revents: 0)]
        : holder.polls(withOutput: !isCrowded)
    }
    _ = poll(&polls, nfds_t(polls.count), milliseconds)
  }

  private func messages(of socket: ServerSocket, _ channel: KernelMessage.Channel) -> [KernelMessage] {
    socket.receive().compactMap {
      KernelMessage($0.message, channel: channel, peer: $0.peer, signer: composer.signer)
    }
  }
}
