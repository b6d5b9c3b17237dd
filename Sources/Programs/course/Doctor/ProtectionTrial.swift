import ChildProcesses
import Formats
import Foundation

/// Tries each protection with a small program that attacks it.
struct ProtectionTrial {
  private let folder: URL

  /// A trial that works in its own folder.
  ///
  /// - Parameter folder: an existing folder outside the folders that every sandbox shows; it is left
  ///   unchanged.
  init(in folder: URL) {
    self.folder = folder
  }

  /// Every protection, tried. Takes about a second.
  func results() -> [Protection] {
    [files, changes, network, detached, time, memory, processes, output]
  }

  private var files: Protection {
    let file = folder.appendingPathComponent("seen-\(UUID().uuidString)")
    try? Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let isHidden = run("test ! -e \(shellQuoted(file.path))")?.end == .exited(0)
    return Protection(
      name: "your files", holds: isHidden,
      words: isHidden ? "cannot be read" : "can be read, solutions and other submissions among them")
  }

  private var changes: Protection {
    let file = folder.appendingPathComponent("made-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    _ = run(": > \(shellQuoted(file.path))")
    let isClosed = !FileManager.default.fileExists(atPath: file.path)
    return Protection(
      name: "changes", holds: isClosed,
      words: isClosed ? "nothing is written outside a private folder" : "files can be written and removed")
  }

  private var network: Protection {
    // A sandbox has only the loopback device.
    let devices = Sandbox.isAvailable ? run("grep -c : /proc/net/dev")?.lines.first : nil
    return Protection(
      name: "network", holds: devices == "1", words: devices == "1" ? "cannot be reached" : "can be reached")
  }

  private var detached: Protection {
    let seconds = 100_000 + Int.random(in: 0..<100_000)
    _ = run("setsid sleep \(seconds) & sleep 0.05")
    func sleepers() -> [pid_t] {
      ChildTree.processes { ChildTree.text("/proc/\($0)/cmdline").contains("\(seconds)") }
    }
    // The system ends the processes in a sandbox just after the sandbox itself; on a busy machine the delay
    // is visible.
    let patience = Date() + (Sandbox.isAvailable ? 3 : 0)
    while !sleepers().isEmpty, Date() < patience { usleep(10_000) }
    let left = sleepers()
    left.forEach { kill($0, SIGKILL) }
    let ends = left.isEmpty && Sandbox.isAvailable
    return Protection(
      name: "detached processes", holds: ends,
      words: ends ? "end with the check" : "end with the check unless they hide on purpose")
  }

  private var time: Protection {
    let isOver = run("while :; do :; done", seconds: 0.1)?.broken == .wallTime
    return Protection(name: "time", holds: isOver, words: isOver ? "is bounded" : "is not bounded")
  }

  private var memory: Protection {
    let limits = ChildLimits(processorSeconds: 10, memoryMegabytes: 16)
    let output = run("text=$(head -c 40000000 /dev/zero | tr '\\0' x); sleep 1", limits)
    let holds = output?.broken == .memory
    return Protection(
      name: "memory", holds: holds,
      words: holds ? "is bounded, all processes together" : "is bounded by addresses only, if at all")
  }

  private var processes: Protection {
    let limits = ChildLimits(processorSeconds: 10, taskCount: 20)
    let script = "for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do sleep 1 & done; wait"
    let output = run(script, limits)
    let holds = output?.broken == .tasks || output.map { $0.lines.contains { $0.contains("fork") } } == true
    return Protection(
      name: "processes", holds: holds, words: holds ? "are bounded in number" : "are not bounded in number")
  }

  private var output: Protection {
    let holds =
      run("yes", ChildLimits(processorSeconds: 10, outputMegabytes: 1))?.broken == .output
    return Protection(name: "output", holds: holds, words: holds ? "is bounded" : "is not bounded")
  }

  private func run(
    _ script: String, _ limits: ChildLimits = ChildLimits(processorSeconds: 10),
    seconds: Double = 5
  ) -> CommandOutput? {
    let command = ChildCommand(
      ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"], directory: "/",
      limits: limits, isolation: .sandboxIfAvailable(Sandbox()))
    return try? CommandOutput(command, secondLimit: seconds)
  }
}
