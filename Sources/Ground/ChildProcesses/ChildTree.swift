import Foundation

/// What a child and its descendants use at one moment.
public struct ChildUsage: Sendable, Equatable {
  /// Processes and threads.
  public var taskCount = 0
  /// Memory in use that belongs to no file, in bytes.
  public var memoryBytes = 0
  /// Processor time used so far, in seconds.
  public var processorSeconds = 0.0
}

/// The processes below a child, as Linux lists them under `/proc`.
///
/// A descendant cannot hide: in a sandbox, what loses its parent falls to the sandbox's own first process.
package enum ChildTree {
  /// Whether this system lists the children of a process.
  package static let isReadable = access("/proc/self/task/\(getpid())/children", R_OK) == 0

  /// The children of a process, the oldest first.
  package static func children(of id: pid_t) -> [pid_t] {
    threads(of: id).flatMap { thread in
      text("/proc/\(id)/task/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
  }

  /// A process and all of its descendants; it stops counting at `limit`.
  package static func all(below id: pid_t, limit: Int = 10_000) -> [pid_t] {
    var found = [id]
    var next = 0
    while next < found.count, found.count < limit {
      found += children(of: found[next])
      next += 1
    }
    return found
  }

  /// The processes of the whole machine, this one apart, of which `isMeant` says so.
  package static func processes(where isMeant: (pid_t) -> Bool) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { $0 != getpid() && isMeant($0) }
  }

  /// The processes and threads of the whole machine, all users together.
  package static var taskCountOfMachine: Int {
    text("/proc/loadavg").split(separator: "/").last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
  }

  /// What a process and its descendants use; with more tasks than `taskLimit` only that is sure.
  package static func usage(below id: pid_t, taskLimit: Int) -> ChildUsage {
    all(below: id, limit: taskLimit + 1).reduce(into: ChildUsage()) { usage, id in
      usage.taskCount += threads(of: id).count
      for line in text("/proc/\(id)/status").split(separator: "\n")
      where line.hasPrefix("RssAnon:") || line.hasPrefix("RssShmem:") {
        usage.memoryBytes +=
          (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) << 10
      }
      usage.processorSeconds += processorSeconds(of: id)
    }
  }

  /// The time that a process has used, with that of its children that have ended.
  package static func processorSeconds(of id: pid_t) -> Double {
    // The program's name stands in parentheses and may hold anything; 11 fields stand between it and the times.
    let stat = text("/proc/\(id)/stat")
    guard let nameEnd = stat.lastIndex(of: ")") else { return 0 }
    let times = stat[nameEnd...].split(separator: " ").dropFirst(12).prefix(4).compactMap { Int($0) }
    return Double(times.reduce(0, +)) / ticksPerSecond
  }

  private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

  private static func threads(of id: pid_t) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")) ?? []
  }

  /// A file that the system makes while it is read: Foundation would ask for its size, which is 0.
  package static func text(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while bytes.count < 1 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
