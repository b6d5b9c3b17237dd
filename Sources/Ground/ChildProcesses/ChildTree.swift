import Foundation

/// The resources a child and its descendants use at one moment.
public struct ChildUsage: Sendable, Equatable {
  /// Processes and threads.
  public var taskCount = 0
  /// Memory in use that is not backed by a file, in bytes.
  public var memoryBytes = 0
  /// Processor time used so far, in seconds.
  public var processorSeconds = 0.0
}

/// The processes below a child, as Linux lists them under `/proc`.
///
/// A descendant cannot hide: in a sandbox, an orphan is adopted by the sandbox's own first process.
package enum ChildTree {
  /// Whether this system lists the children of a process.
  package static let isReadable = access("/proc/self/task/\(getpid())/children", R_OK) == 0

  /// The children of a process, the oldest first.
  package static func children(of id: pid_t) -> [pid_t] { children(of: id, threads(of: id)) }

  private static func children(of id: pid_t, _ threads: [pid_t]) -> [pid_t] {
    threads.flatMap { thread in
      var children: [pid_t] = []
      withText(of: "/proc/\(id)/task/\(thread)/children") { text in
        var (place, end) = (text, UnsafeMutablePointer<CChar>?.none)
        while true {
          let child = strtol(place, &end, 10)
          guard child > 0, let next = end else { return }
          children.append(pid_t(child))
          place = UnsafePointer(next)
        }
      }
      return children
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

  /// The processes of the whole machine, other than this one, that `isMeant` selects.
  package static func processes(where isMeant: (pid_t) -> Bool) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { $0 != getpid() && isMeant($0) }
  }

  /// The processes and threads of the whole machine, all users together.
  package static var taskCountOfMachine: Int {
    text("/proc/loadavg").split(separator: "/").last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
  }

  /// The usage of a process and its descendants; with more tasks than `taskLimit`, only that fact is certain.
  ///
  /// It is called some hundred times for each submission, so it reads with C functions and creates no
  /// strings.
  package static func usage(below id: pid_t, taskLimit: Int) -> ChildUsage {
    var usage = ChildUsage()
    var found = [id]
    var next = 0
    while next < found.count {
      let id = found[next]
      let threads = threads(of: id)
      usage.taskCount += threads.count
      withText(of: "/proc/\(id)/status") { status in
        // A line break in the program's name is written as two characters, so no name can imitate a line.
        for key in ["\nRssAnon:", "\nRssShmem:"] {
          if let line = strstr(status, key) { usage.memoryBytes += strtol(line + strlen(key), nil, 10) << 10 }
        }
      }
      usage.processorSeconds += processorSeconds(of: id)
      if found.count <= taskLimit { found += children(of: id, threads) }
      next += 1
    }
    return usage
  }

  /// The time that a process has used, with that of its children that have ended.
  package static func processorSeconds(of id: pid_t) -> Double {
    withText(of: "/proc/\(id)/stat") { stat in
      // The program's name is in parentheses and can hold anything; 11 fields are between it and the times.
      guard var place = strrchr(stat, CInt(UInt8(ascii: ")"))) else { return 0 }
      for _ in 0..<12 {
        guard let next = strchr(place + 1, CInt(UInt8(ascii: " "))) else { return 0 }
        place = next
      }
      var ticks = 0
      for _ in 0..<4 {
        var end: UnsafeMutablePointer<CChar>?
        ticks += strtol(place, &end, 10)
        place = end ?? place
      }
      return Double(ticks) / ticksPerSecond
    }
  }

  private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

  private static func threads(of id: pid_t) -> [pid_t] {
    guard let folder = opendir("/proc/\(id)/task") else { return [] }
    defer { closedir(folder) }
    var threads: [pid_t] = []
    while let entry = readdir(folder) {
      let thread = withUnsafePointer(to: &entry.pointee.d_name) {
        atoi(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if thread > 0 { threads.append(thread) }
    }
    return threads
  }

  /// Reads a system file as C does, to the first zero.
  private static func withText<R>(of path: String, _ body: (UnsafePointer<CChar>) -> R) -> R {
    (bytes(path) + [0]).withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
  }

  /// A file that the system generates while it is read, as text.
  package static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  /// A file that the system makes while it is read: Foundation would use its size, which is 0.
  private static func bytes(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 1) { buffer in
      while bytes.count < 1 << 20 {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { break }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    return bytes
  }
}
