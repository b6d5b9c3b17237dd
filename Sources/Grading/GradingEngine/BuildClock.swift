import CourseCatalog
import Foundation

/// Keeps two builds of different submissions from falling into one second.
///
/// SwiftPM distinguishes an old file from a new one by its size and the whole second of its date. A
/// submission that differs from the previous one by two swapped words and is built in the same second would
/// be mistaken for it and get its points. A student never encounters this; a script that grades a hundred
/// submissions does.
struct BuildClock {
  private let stamp: URL

  init(_ layout: CourseLayout) { stamp = layout.scratch.appendingPathComponent("last-package-build") }

  /// Records that a build has just ended.
  func noteBuild() throws {
    try Data().write(to: stamp, options: .atomic)
  }

  /// Returns as soon as the clock shows another second than at the end of the last build.
  func waitForNewSecond() {
    let attributes = try? FileManager.default.attributesOfItem(atPath: stamp.path)
    guard let last = attributes?[.modificationDate] as? Date else { return }
    let earliest = last.timeIntervalSince1970.rounded(.down) + 1
    let wait = earliest - Date().timeIntervalSince1970
    // A date far in the future is a clock that was set back, which no waiting fixes.
    if wait > 0, wait <= 1 { Thread.sleep(forTimeInterval: wait + 0.01) }
  }
}
