import Foundation

/// The process in which cells run and in which their variables live.
///
/// Before each cell it makes a copy of itself, which costs little: the system copies a page of memory only when it
/// changes. The copy waits. If the cell ends well, the copy goes; if the cell ends the process or has to be ended,
/// the copy carries on with everything as it was before the cell.
///
/// Told to keep its copies, it lets them wait for good, one before each cell that ended well. Then whoever ends the
/// process steps back by one cell: the latest copy carries on, and the one before it waits for that one's end.
public enum StateHolder {
  /// The one argument with which a program is started to be it.
  public static let word = "hold-cells"

  /// The descriptor on which the kernel asks and is answered.
  private static let line: Int32 = 3
  /// Whether copies stay. The one thread that runs cells has this and what follows.
  nonisolated(unsafe) private static var keepsCopies = false
  /// The copy that waits beside the cell that runs, and what it listens to.
  nonisolated(unsafe) private static var running: (copy: pid_t, life: Pipe, flusher: OutputFlusher)?
  /// Whether a cell is on its way.
  static var isCellRunning: Bool { running != nil }

  /// Serves the kernel until it goes.
  public static func run() -> Never {
    StandardStreams.writeLineByLine()
    signal(SIGPIPE, SIG_IGN)
    JobQueue.takeOver { _, _ in StateHolder.goOn() }
    say("ready")
    serve()
    exit(0)
  }

  package static func serve() {
    while let request = nextLine() {
      let words = request.split(separator: " ", maxSplits: 1).map(String.init)
      if words == ["keep"] { keepsCopies = true }
      if words.count == 2 { runCell(entry: words[0], library: words[1]) }
    }
  }

  private static func runCell(entry: String, library: String) {
    StandardStreams.flush()
    let life = Pipe()
    let holder = getpid()
    let copy = JobQueue.shared.whileQuiet(copyProcess)
    if copy == 0 {
      waitAsCopy(of: holder, life)
      JobQueue.shared.startAgain()
      return say("restored \(getpid())")
    }
    life.closeReading()
    say("began \(holder)")
    running = (copy, life, OutputFlusher())
    let outcome = call(entry, in: library)
    JobQueue.shared.runMain { true }
    close(outcome)
  }

  /// Ends a cell that came to its own end.
  package static func close(_ outcome: String) {
    guard let (copy, life, flusher) = running else { return }
    running = nil
    flusher.stop()
    StandardStreams.flush()
    // With the copy's end the state is the one after the cell.
    if !keepsCopies || outcome != "done" {
      life.confirm()
      life.closeWriting()
      if copy > 0 { while waitpid(copy, nil, 0) < 0 && errno == EINTR {} }
    }
    say(outcome)
  }

  /// Loads a cell's library and runs it.
  private static func call(_ entry: String, in library: String) -> String {
    guard let handle = dlopen(library, RTLD_NOW | RTLD_GLOBAL), let symbol = dlsym(handle, entry) else {
      return "refused " + (dlerror().map { String(cString: $0) } ?? "it cannot be loaded")
    }
    typealias Entry = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32
    _ = unsafeBitCast(symbol, to: Entry.self)(CommandLine.argc, CommandLine.unsafeArgv)
    return "done"
  }

  /// Waits until the holder says that all is well, and goes; comes back where the holder is no more. Ends the holder,
  /// which may be busy for ever, where the kernel is no more.
  private static func waitAsCopy(of holder: pid_t, _ life: Pipe) {
    life.closeWriting()
    var polls = [
      pollfd(fd: life.reading, events: Int16(POLLIN), revents: 0), pollfd(fd: line, events: 0, revents: 0),
    ]
    while polls[0].revents == 0 {
      guard poll(&polls, 2, -1) > 0 else { continue }
      if polls[1].revents != 0, polls[0].revents == 0 {
        kill(holder, SIGKILL)
        _exit(0)
      }
    }
    if life.isConfirmed() { _exit(0) }
    life.closeReading()
  }

  /// Swift does not offer the system's `fork`, since little is safe in a copy of a process with threads. Here the copy
  /// waits, and where it goes on, the library's own threads are made anew.
  private static func copyProcess() -> pid_t {
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "fork") else { return -1 }
    return unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)()
  }

  static func say(_ text: String) {
    let bytes = Array((text.replacingOccurrences(of: "\n", with: " ") + "\n").utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { write(line, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      start += max(0, count)
    }
  }

  /// A line from the kernel, read byte by byte: what follows it may be for the copy. `nil` when the kernel has gone.
  static func nextLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(line, &byte, 1)
      if count == 0 || count < 0 && errno != EINTR { return nil }
      guard count == 1 else { continue }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }
}

/// A pipe on which one byte says that all is well, and its closing without a byte that the writer has gone.
private struct Pipe {
  let reading: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeReading() { close(reading) }
  func closeWriting() { close(writing) }

  /// Says that all is well.
  func confirm() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Waits for that; `false` where the writer has gone without it.
  func isConfirmed() -> Bool {
    var byte: UInt8 = 0
    return read(reading, &byte, 1) == 1
  }
}
