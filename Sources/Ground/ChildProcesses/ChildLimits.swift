/// The resource limits of a child and all its descendants together.
///
/// They are enforced twice: by the system's own limits on each process, set before the program starts, and by
/// the parent, which checks all of the child's processes every few milliseconds if the system lists them
/// (Linux).
public struct ChildLimits: Sendable, Equatable {
  /// Processor time, in seconds, of all threads together.
  public var processorSeconds: Int
  /// Memory actually in use, in megabytes.
  public var memoryMegabytes: Int
  /// The size of any file it writes, in megabytes.
  public var fileMegabytes: Int
  /// The size of its output, in megabytes.
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

  /// The limit that a usage exceeds; `nil` if none.
  func exceeded(by usage: ChildUsage) -> ExceededLimit? {
    if usage.taskCount > taskCount { return .tasks }
    if usage.memoryBytes > memoryMegabytes << 20 { return .memory }
    if usage.processorSeconds > Double(processorSeconds) { return .processorTime }
    return nil
  }

  /// The shell's commands that set the system's limits; if the system lacks one, it is skipped.
  ///
  /// - Parameter isAlone: whether the child is in a sandbox, where the system counts only its tasks. Outside,
  ///   it counts everything the user runs.
  func commands(isAlone: Bool) -> String {
    // A program reserves far more addresses than it uses, so that limit is wide: it stops what the parent's
    // checks would catch too late. If the parent cannot check, it is the only limit.
    let addressMegabytes = memoryMegabytes * (ChildTree.isReadable ? 4 : 2)
    var lines = [
      // The next child reads the files of this one, as another user.
      "umask 022", "ulimit -c 0", "ulimit -t \(processorSeconds + 1)", "ulimit -f \(fileMegabytes * 2048)",
      "ulimit -n \(descriptorCount)", "ulimit -v \(addressMegabytes * 1024) 2>/dev/null",
    ]
    // Far more than the parent allows: a child refused only by the system would keep trying, and the parent
    // counts fewer processes than exist while they come and go. If they cannot be counted, no limit is set: it would
    // be below the number that a desktop's user already runs.
    if isAlone || ChildTree.isReadable {
      let tasks = taskCount * 2 + (isAlone ? 0 : ChildTree.taskCountOfMachine)
      // Shells disagree about the letter.
      lines.append("ulimit -u \(tasks) 2>/dev/null || ulimit -p \(tasks) 2>/dev/null")
    }
    // If the machine runs out of memory before the parent has checked, the child is killed first.
    lines.append("{ echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null")
    return lines.joined(separator: "\n")
  }
}

/// A limit that a child exceeded.
public enum ExceededLimit: String, Sendable, Codable, CaseIterable {
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
