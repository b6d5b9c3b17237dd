import Foundation

/// A word in a child's environment that identifies descendants that have left its process group.
///
/// This works without a sandbox: it finds processes that outlive the child by accident. A process that clears
/// its environment is found by ``Orphans`` on Linux. If the system does not show environments (macOS), the
/// mark finds nothing.
struct DescendantMark {
  static let variable = "COURSE_CHILD"
  let value: String

  init() {
    var generator = SystemRandomNumberGenerator()
    value = String(generator.next(), radix: 16) + String(generator.next(), radix: 16)
  }

  /// Ends every process that carries the mark, and waits until they are gone, which takes time if there are
  /// many; one that is started meanwhile is ended in another round.
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
