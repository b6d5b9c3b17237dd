/// What a child and all of its descendants together may use.
///
/// Two hands hold them: the system's own limits on each process, set before the program starts, and the parent,
/// which looks every few milliseconds at all of the child's processes where the system lists them (Linux).
public struct ChildLimits: Sendable, Equatable {
  /// Processor time, in seconds, of all threads together.
  public var processorSeconds: Int
  /// Memory that is really in use, in megabytes.
  public var memoryMegabytes: Int
  /// The size of any file that it writes, in megabytes.
  public var fileMegabytes: Int
  /// What it prints, in megabytes.
  public var outputMegabytes: Int
  /// Processes and threads at one time.
  public var taskCount: Int
  /// Files open at one time, in each process.
  public var descriptorCount: Int

  /// Limits of the given sizes.
  public init(
    processorSeconds: Int, memoryMegabytes: Int = 2048, fileMegabytes: Int = 64, outputMegabytes: Int = 256,
    taskCount: Int = 512, descriptorCount: Int = 256
  ) {
    self.processorSeconds = processorSeconds
    self.memoryMegabytes = memoryMegabytes
    self.fileMegabytes = fileMegabytes
    self.outputMegabytes = outputMegabytes
    self.taskCount = taskCount
    self.descriptorCount = descriptorCount
  }

  /// Which of the limits a use is beyond; `nil` where none.
  func broken(by usage: ChildUsage) -> BrokenLimit? {
    if usage.taskCount > taskCount { return .tasks }
    if usage.memoryBytes > memoryMegabytes << 20 { return .memory }
    if usage.processorSeconds > Double(processorSeconds) { return .processorTime }
    return nil
  }

  /// The shell's commands that set the system's limits; a system that lacks one of them goes on without it.
  ///
  /// - Parameter isAlone: whether the child is in a sandbox, where the system counts its tasks alone. Outside, it
  ///   counts all that the user runs.
  func commands(isAlone: Bool) -> String {
    // A program reserves far more addresses than it uses, so that limit is a wide one: it stops what the parent's
    // look comes too late for. Where the parent cannot look it is all there is.
    let addressMegabytes = memoryMegabytes * (ChildTree.isReadable ? 4 : 2)
    var lines = [
      // What one child writes the next one reads, as another user.
      "umask 022", "ulimit -c 0", "ulimit -t \(processorSeconds + 1)", "ulimit -f \(fileMegabytes * 2048)",
      "ulimit -n \(descriptorCount)", "ulimit -v \(addressMegabytes * 1024) 2>/dev/null",
    ]
    // Far more than the parent allows: whoever is refused by the system alone would go on trying, and what the
    // parent counts while processes come and go is less than there are.
    // Where they cannot be counted, a limit would be below what a desktop's user runs already.
    if isAlone || ChildTree.isReadable {
      let tasks = taskCount * 2 + (isAlone ? 0 : ChildTree.taskCountOfMachine)
      // Shells disagree about the letter.
      lines.append("ulimit -u \(tasks) 2>/dev/null || ulimit -p \(tasks) 2>/dev/null")
    }
    // Should the machine run out of memory before the parent has looked, the child is the one to go.
    lines.append("{ echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null")
    return lines.joined(separator: "\n")
  }
}

/// A limit that a child went beyond.
public enum BrokenLimit: String, Sendable, Codable, CaseIterable {
  /// The time on the clock.
  case wallTime
  /// ``ChildLimits/processorSeconds``
  case processorTime
  /// ``ChildLimits/memoryMegabytes``
  case memory
  /// ``ChildLimits/taskCount``
  case tasks
  /// ``ChildLimits/outputMegabytes``
  case output
}
