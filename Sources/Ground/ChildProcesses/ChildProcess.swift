import Foundation

/// A running child: its own process group, its output on a pipe, a private channel on its descriptor 3.
///
/// Foundation's `Process` offers neither the extra descriptor nor the limits nor the group. A child in a sandbox
/// ends with the thread that started it, so that thread must stay until the child has ended.
public final class ChildProcess {
  /// The process id, which is also the group's: the program's, or that of the sandbox around it.
  package let id: pid_t
  /// The parent's end of the child's descriptor 3, not blocking.
  package let line: Int32
  /// The pipe with the child's standard output, and standard error unless that is separate; not blocking.
  package let output: Int32
  /// The pipe with the child's standard error, if that is separate; not blocking.
  package let errors: Int32?
  private let limits: ChildLimits?
  private let isSandboxed: Bool
  private let mark: DescendantMark?
  private var nextLook = Date.distantPast
  private var end: TerminationReason?
  private var isOver = false
  private var isSwept = false

  /// Starts a command.
  ///
  /// - Throws: `Complaint` if the system refuses, or if a sandbox is required and none works.
  public init(_ command: ChildCommand) throws {
    limits = command.limits
    let sandbox = try command.isolation.sandbox()
    isSandboxed = sandbox != nil
    var stranger: Stranger?
    if sandbox == nil, geteuid() == 0, case .sandboxIfAvailable(let wanted) = command.isolation {
      stranger = try Stranger(for: command, insteadOf: wanted)
    }
    mark = command.limits != nil && !isSandboxed ? DescendantMark() : nil
    var command = command
    if let mark { command.environment[DescendantMark.variable] = mark.value }
    let spawned = try Self.spawn(command, in: sandbox, as: stranger, mark)
    id = spawned.id
    line = spawned.line
    output = spawned.output
    errors = spawned.errors
    InterruptGuard.watch(id)
  }

  deinit {
    endWithDescendants()
    InterruptGuard.forget(id)
    [line, output, errors].forEach { if let descriptor = $0 { close(descriptor) } }
  }

  /// How the child ended; `nil` while it runs.
  public func poll() -> TerminationReason? {
    if let end { return end }
    var status: Int32 = 0
    let reaped = waitpid(id, &status, WNOHANG)
    if reaped == id { end = TerminationReason(waitStatus: status, throughSandbox: isSandboxed) }
    if reaped < 0 && errno == ECHILD { end = .exited(-1) }
    if end != nil { Orphans.ended(id) }
    return end
  }

  /// The limit that the child and its descendants currently exceed; `nil` if none, or if unknown.
  ///
  /// Cheap enough to be called constantly: it checks at most every 15 milliseconds.
  ///
  /// - Parameter printed: how many bytes the child has printed so far.
  public func exceededLimit(printed: Int) -> ExceededLimit? {
    guard let limits else { return nil }
    if printed > limits.outputMegabytes << 20 { return .output }
    guard ChildTree.isReadable, Date() >= nextLook, poll() == nil else { return nil }
    let usage = ChildTree.usage(below: id, taskLimit: limits.taskCount)
    nextLook = Date() + 0.015
    return limits.exceeded(by: usage)
  }

  /// How long the child and its living descendants have used a processor, in seconds; `nil` if unknown.
  package var processorSeconds: Double? {
    guard ChildTree.isReadable, poll() == nil else { return nil }
    return ChildTree.all(below: id).reduce(0) { $0 + ChildTree.processorSeconds(of: $1) }
  }

  /// Sends a signal only to the child's program.
  public func signal(_ number: Int32) {
    if poll() == nil, let program { kill(program, number) }
  }

  /// The program's own process: in a sandbox the first below those of the sandbox itself.
  private var program: pid_t? {
    guard isSandboxed else { return id }
    var process: pid_t? = id
    while let sandbox = process, ChildTree.text("/proc/\(sandbox)/comm") == "bwrap\n" {
      process = ChildTree.children(of: sandbox).first
    }
    return process
  }

  /// Ends the child and whatever it started, and waits for it.
  @discardableResult public func endWithDescendants() -> TerminationReason {
    if !isOver {
      isOver = true
      // With a sandbox's first process the system ends all others in it, and the sandbox outside ends after them.
      if isSandboxed, poll() == nil { ChildTree.children(of: id).forEach { kill($0, SIGKILL) } }
      let end = isSandboxed ? wait(seconds: 2) : poll()
      if end == nil || !isSandboxed { kill(-id, SIGKILL) }
      mark?.endAll()
    }
    let end = wait(seconds: .infinity) ?? .exited(-1)
    if let mark, !isSwept {
      isSwept = true
      Orphans.endAll(of: mark)
    }
    return end
  }

  private func wait(seconds: Double) -> TerminationReason? {
    let patience = Date() + seconds
    while Date() < patience {
      if let end = poll() { return end }
      usleep(500)
    }
    return nil
  }
}
