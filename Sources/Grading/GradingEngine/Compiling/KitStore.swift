import ChildProcesses
import CourseCatalog
import Formats
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens kits, and builds those that are missing. One store serves all gradings of a process, from any thread.
final class KitStore: @unchecked Sendable {
  private let layout: CourseLayout
  private let lock = NSLock()
  private var units: [String: (kit: UnitKit, found: Date)] = [:]

  init(_ layout: CourseLayout) { self.layout = layout }

  /// The kit of a unit, ready for use while the lock of ``ScratchLock`` is held.
  ///
  /// - Throws: `Complaint` if part of the course itself does not build.
  func unit(
    _ unit: CourseUnit, _ scratch: ScratchLock, _ progress: @Sendable (String) -> Void,
    _ building: @escaping @Sendable (BuildProgress) -> Void
  ) throws -> UnitKit {
    scratch.givenBack { lock.lock() }
    defer { lock.unlock() }
    // Sources can change while exercises are watched, but not between two submissions of a class.
    if let known = units[unit.number], known.kit.isBuilt, Date() < known.found + 2 { return known.kit }
    let suite = try SuiteListing(of: unit, in: layout)
    let kit = try GradingKit.place(unit, suite, layout, try .current())
    if !kit.isBuilt {
      try scratch.alone {
        if kit.isBuilt { return }
        try kit.build(layout, building)
      }
    }
    let found = try UnitKit(unit, suite, kit, layout)
    if !found.isBuilt {
      try scratch.alone {
        if found.isBuilt { return }
        progress("Compiling the checks of \(unit.folder) …")
        try found.build()
      }
    }
    units[unit.number] = (found, Date())
    return found
  }
}

extension URL {
  /// Lets every user read everything below a folder: in root's sandbox the compiler runs as another user, and
  /// it creates its own folders readable only for the owner.
  func openToReaders() {
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for name in [""] + names {
      let place = appendingPathComponent(name).path
      var status = stat()
      if lstat(place, &status) == 0, status.st_mode & S_IFMT != S_IFLNK {
        let isOpenable = status.st_mode & (S_IFMT | S_IXUSR) != S_IFREG
        chmod(place, status.st_mode | (isOpenable ? 0o555 : 0o444))
      }
    }
  }
}

/// Lets many graders at a time use the builds below `.build/course`, and only one at a time build them.
final class ScratchLock {
  private let descriptor: Int32
  private let progress: (String) -> Void

  /// Takes the lock for use.
  ///
  /// - Throws: `Complaint` if nothing can be written there.
  init(_ layout: CourseLayout, _ progress: @escaping (String) -> Void) throws {
    self.progress = progress
    let file = layout.scratch.appendingPathComponent("lock").path
    try? FileManager.default.createDirectory(at: layout.scratch, withIntermediateDirectories: true)
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let reason = systemMessage(errno)
      throw Complaint.ofSystem("cannot write to \(layout.scratch.path), which grading needs: \(reason)")
    }
    take(LOCK_SH)
  }

  deinit { close(descriptor) }

  /// Runs work that no other process is allowed to see half done.
  func alone<R>(_ body: () throws -> R) rethrows -> R {
    take(LOCK_EX)
    defer { take(LOCK_SH) }
    return try body()
  }

  /// Waits for a process that might be waiting for this lock: the lock is released meanwhile, and nothing it
  /// guards can be relied on across the wait.
  func givenBack(_ wait: () -> Void) {
    _ = flock(descriptor, LOCK_UN)
    wait()
    take(LOCK_SH)
  }

  /// Runs work that no other process is allowed to see half done, if no other process is running; otherwise
  /// leaves the work to the others.
  func withExclusiveAccessIfFree(_ body: () -> Void) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return take(LOCK_SH) }
    body()
    take(LOCK_SH)
  }

  private func take(_ kind: Int32) {
    if flock(descriptor, kind | LOCK_NB) == 0 { return }
    progress("Another grading is under way here: waiting for it.")
    while flock(descriptor, kind) != 0 && errno == EINTR {}
  }
}
