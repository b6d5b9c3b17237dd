import CourseCatalog
import Formats

/// The target of `TASK`: one task, or a whole unit.
package struct TaskChoice: Equatable {
  package let unit: CourseUnit
  /// `nil` if only the unit was named.
  package let task: CourseTask?
}

extension Arguments {
  /// The task that the positional `TASK` names, such as `03.2`, `3.2` or `RNN.2`, or a unit such as `03`;
  /// `nil` if omitted.
  ///
  /// - Throws: `Complaint` with the nearest unit, or the unit's tasks, if there is none of that name.
  package func taskOrUnit(_ name: Positional.Name = .task) throws -> TaskChoice? {
    guard let text = positional(name) else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let unit = try Self.unit(named: parts[0])
    guard parts.count > 1 else { return TaskChoice(unit: unit, task: nil) }
    if let task = unit.tasks.first(where: { String($0.number) == parts[1] }) {
      return TaskChoice(unit: unit, task: task)
    }
    let ids = unit.tasks.map(\.id).joined(separator: ", ")
    throw Complaint("unit \(unit.number) has no task '\(text)'; its tasks are \(ids)")
  }
}
