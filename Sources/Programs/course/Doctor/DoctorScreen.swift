import ChildProcesses
import CommandSupport
import Formats

/// Lays out what the doctor found.
struct DoctorScreen {
  let terminal: Terminal

  /// The whole screen.
  func text(_ report: DoctorReport) -> String {
    let tools = report.tools.map { ($0.works, $0.name, $0.words) }
    let protections = report.protections.map { ($0.holds, $0.name, $0.words) }
    return [
      section("Tools", rows(tools)),
      section("Protections while student code runs, each tried just now", rows(protections)),
      section("Limits", limits(report.limits)),
      verdict(report),
    ].joined(separator: "\n\n")
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    ([terminal.bold(title)] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  private func rows(_ rows: [(isGood: Bool, name: String, words: String)]) -> [String] {
    let width = (rows.map(\.name.count).max() ?? 0) + 2
    return rows.map { row in
      let mark = row.isGood ? terminal.green("✓") : terminal.red("✗")
      return "\(mark) \(row.name)\(String(repeating: " ", count: width - row.name.count))\(row.words)"
    }
  }

  private func limits(_ limits: DoctorReport.Limits) -> [String] {
    [
      "one check  \(number(limits.secondsPerCheck)) seconds, \(limits.outputMegabytes) MB printed",
      "one run    \(limits.memoryMegabytes) MB of memory, \(limits.tasks) processes and threads,",
      "           \(limits.openFiles) open files of \(limits.fileMegabytes) MB, "
        + "\(number(limits.secondsToStart)) seconds to start",
    ]
  }

  /// A bubblewrap that is forbidden need not be installed once more.
  private var wayToASandbox: String {
    guard Sandbox.isForbidden else {
      return "install bubblewrap (on Debian and Ubuntu: apt install bubblewrap)."
    }
    return
      "let bubblewrap make namespaces: on Ubuntu 24.04 and later by an AppArmor profile for /usr/bin/bwrap that "
      + "allows 'userns', in a container by '--security-opt seccomp=unconfined' or '--privileged'."
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }

  private func verdict(_ report: DoctorReport) -> String {
    if report.isHealthy { return "Everything is in place." }
    let advice =
      report.tools.contains { $0.name == "sandbox" && !$0.works }
      ? "Your own exercises are graded as well. Grade the work of strangers only on a separate machine, or "
        + wayToASandbox
      : "The items marked with ✗ do not work here."
    return wrap(advice, width: min(terminal.width, 100)).joined(separator: "\n")
  }
}
