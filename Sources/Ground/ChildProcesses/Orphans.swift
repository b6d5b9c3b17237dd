import Foundation

#if os(Linux)
  @_silgen_name("prctl")
  private func processControl(_ option: Int32, _ argument: UInt, _: UInt, _: UInt, _: UInt) -> Int32
#endif

/// The processes a child leaves running, if no sandbox ends them: even if they changed their group and their
/// environment, on Linux they return to this process, which becomes their parent.
enum Orphans {
  /// Every process that was started here and has not been waited for.
  nonisolated(unsafe) private static var own: Set<pid_t> = []
  /// The marks of the current runs.
  nonisolated(unsafe) private static var marks: Set<String> = []
  private static let lock = NSLock()

  /// Whether orphans come back.
  private static let comeBack: Bool = {
    #if os(Linux)
      let setChildSubreaper: Int32 = 36  // PR_SET_CHILD_SUBREAPER
      return processControl(setChildSubreaper, 1, 0, 0, 0) == 0 && ChildTree.isReadable
    #else
      return false
    #endif
  }()

  /// Starts a process, registered as not an orphan from its first moment.
  static func starting(_ mark: DescendantMark?, _ start: () throws -> pid_t) rethrows -> pid_t {
    try lock.withLock {
      if mark != nil { _ = comeBack }
      let id = try start()
      own.insert(id)
      if let mark { marks.insert(mark.value) }
      return id
    }
  }

  /// A process that was started here was waited for: its process ID can be reused from now on.
  static func ended(_ id: pid_t) { lock.withLock { _ = own.remove(id) } }

  /// Ends the processes that returned from a run, in rounds, because children of an ended process return in
  /// turn.
  ///
  /// - Parameter mark: of the run that is over. Processes with the mark of another run are left to that run.
  static func endAll(of mark: DescendantMark) {
    _ = lock.withLock { marks.remove(mark.value) }
    guard comeBack else { return }
    let patience = Date() + 10
    while Date() < patience {
      let found = lock.withLock {
        ChildTree.children(of: getpid()).filter { !own.contains($0) && !isOfAnotherRun($0) }
      }
      if found.isEmpty { return }
      for id in found {
        kill(id, SIGKILL)
        waitpid(id, nil, WNOHANG)
      }
      usleep(1000)
    }
  }

  private static func isOfAnotherRun(_ id: pid_t) -> Bool {
    guard !marks.isEmpty else { return false }
    let environment = ChildTree.text("/proc/\(id)/environ")
    return marks.contains { environment.contains("\(DescendantMark.variable)=\($0)") }
  }
}
