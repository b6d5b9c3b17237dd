import CourseCatalog
import Foundation

/// The exercises or chapters that are watched: reports the units that have changed since the last call, once
/// they are at rest.
///
/// It compares contents, so rewriting a file unchanged does not count as a change. A few dozen small files
/// are read each time, which costs less than a millisecond.
package struct WatchedExercises {
  private let units: [CourseUnit]
  private let files: (CourseUnit) -> [URL]
  private var settled: [String: [Data?]] = [:]
  private var latest: [String: [Data?]] = [:]

  /// Watches the exercises of some units; the current contents do not count as a change.
  package init(_ units: [CourseUnit], in layout: CourseLayout) {
    self.init(units) { unit in
      let folder = layout.exercise(unit)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      // Additional sources are compiled with the exercise, so they count as well.
      let further = names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && !unit.files.contains($0) }
      return (unit.files + further.sorted()).map(folder.appendingPathComponent)
    }
  }

  /// Watches some files of each unit; the current contents do not count as a change.
  package init(_ units: [CourseUnit], files: @escaping (CourseUnit) -> [URL]) {
    self.units = units
    self.files = files
    settled = contents()
    latest = settled
  }

  /// The units that have changed and were the same twice in a row: an editor might save in several steps.
  package mutating func changes() -> [CourseUnit] {
    let now = contents()
    defer { latest = now }
    let changed = units.filter { now[$0.number] != settled[$0.number] && now[$0.number] == latest[$0.number] }
    for unit in changed { settled[unit.number] = now[unit.number] }
    return changed
  }

  /// Whether a unit has changed since it was last reported.
  package func isChanging(_ unit: CourseUnit) -> Bool { contents(unit) != settled[unit.number] }

  private func contents() -> [String: [Data?]] {
    Dictionary(uniqueKeysWithValues: units.map { ($0.number, contents($0)) })
  }

  private func contents(_ unit: CourseUnit) -> [Data?] { files(unit).map { try? Data(contentsOf: $0) } }
}
