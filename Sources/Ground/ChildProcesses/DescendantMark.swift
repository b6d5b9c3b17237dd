import Foundation

/// A word in a child's environment by which descendants are found that have left its process group.
///
/// It is what can be done without a sandbox: it finds those who outlive by accident. One who wipes out his environment is
/// found by ``Orphans`` on Linux. Where the system does not show environments (macOS) the mark finds nobody.
struct DescendantMark {
  static let variable = "COURSE_CHILD"
  let value: String

  init() {
    var generator = SystemRandomNumberGenerator()
    value = String(generator.next(), radix: 16) + String(generator.next(), radix: 16)
  }

  /// Ends every process that carries the mark, and waits until they are gone, which takes its time where they are
  /// many; one that is started meanwhile is met in a further round.
  func endAll() {
    let patience = Date() + 10
    while Date() < patience {
      let found = bearers
      if found.isEmpty { return }
      for id in found { kill(id, SIGKILL) }
      usleep(1000)
    }
  }

  private var bearers: [pid_t] {
    ChildTree.processes { ChildTree.text("/proc/\($0)/environ").contains("\(Self.variable)=\(value)") }
  }
}
