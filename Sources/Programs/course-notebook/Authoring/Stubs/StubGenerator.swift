import CourseCatalog
import Formats

/// Generates the stubs for students from a solution, so the two cannot drift apart.
///
/// A function that a task requires loses its body and throws `NotImplemented`; private code is removed;
/// everything else is unchanged. A function belongs to a task if its doc comment begins with `Task 2.`, or
/// the doc comment of the type or extension around it does.
public struct StubGenerator: Sendable {
  let unit: CourseUnit

  /// A generator for the files of a unit.
  public init(_ unit: CourseUnit) { self.unit = unit }

  /// The stubs for a solution's files.
  ///
  /// - Parameter solution: The source text of every file of the unit, by name.
  /// - Throws: `Complaint` for a task's function that does not throw, and for a task without a function.
  public func stubs(for solution: [String: String]) throws -> [String: String] {
    let outlines = solution.mapValues(SourceOutline.init)
    let counts = try partCounts(outlines)
    var parts: [Int: Int] = [:]
    var stubs: [String: String] = [:]
    for name in unit.files {
      guard let outline = outlines[name] else { throw Complaint("the solution has no file \(name)") }
      var stub = StubText(outline)
      for function in TaskFunction.all(in: outline) {
        parts[function.task, default: 0] += 1
        stub.blank(
          function, saying: sentence(function.task, part: parts[function.task]!, of: counts[function.task]!))
      }
      stub.removePrivateDeclarations()
      stub.addImports(["CourseSupport", "Foundation"])
      stubs[name] = stub.text
    }
    return stubs
  }

  private func sentence(_ number: Int, part: Int, of count: Int) -> String {
    let name = unit.tasks.first { $0.number == number }?.name ?? ""
    return "Task \(number), \(name)" + (count > 1 ? " (part \(part) of \(count))." : ".")
  }

  /// How many functions each task requires.
  private func partCounts(_ outlines: [String: SourceOutline]) throws -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for (name, outline) in outlines.sorted(by: { $0.key < $1.key }) {
      for function in TaskFunction.all(in: outline) {
        let place = "\(name): \(function.declaration.name) of task \(function.task)"
        guard let task = unit.tasks.first(where: { $0.number == function.task }) else {
          throw Complaint("\(place), which is missing from the catalog")
        }
        guard task.files.contains(name) else {
          throw Complaint("\(place), but the catalog does not list this file for the task")
        }
        guard function.declaration.throwsErrors else {
          throw Complaint("\(place) does not throw, so its stub could not report that it is not written yet")
        }
        counts[function.task, default: 0] += 1
      }
    }
    if let task = unit.tasks.first(where: { counts[$0.number] == nil }) {
      throw Complaint("no function's doc comment begins with 'Task \(task.number).'")
    }
    return counts
  }
}
