/// What a child process may use; the shell that becomes the child sets it as resource limits.
public struct ChildLimits: Sendable {
  /// Processor time, in seconds, of all threads together.
  public var processorSeconds: Int
  /// Address space, in megabytes.
  public var memoryMegabytes: Int
  /// The size of any file that it writes, in megabytes.
  public var fileMegabytes: Int

  /// Limits of the given sizes.
  public init(processorSeconds: Int, memoryMegabytes: Int = 4096, fileMegabytes: Int = 64) {
    self.processorSeconds = processorSeconds
    self.memoryMegabytes = memoryMegabytes
    self.fileMegabytes = fileMegabytes
  }

  /// The shell's commands. A system that lacks one of the limits (macOS has no `-v`) goes on without it. Descriptors
  /// that the parent happens to hold open are closed.
  var commands: String {
    """
    ulimit -c 0; ulimit -t \(processorSeconds); ulimit -f \(fileMegabytes * 2048)
    ulimit -v \(memoryMegabytes * 1024) 2>/dev/null
    exec 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    """
  }
}
