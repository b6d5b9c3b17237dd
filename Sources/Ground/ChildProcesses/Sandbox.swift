import Foundation

/// The part of the system visible to a child while it runs.
///
/// No sandbox has a network; the system and the Swift toolchain can be read and not changed; `/tmp` is empty,
/// private and small; no process outside can be seen or signaled, and processes that the child started end
/// with it. Nothing else exists inside, unless it is named here. Files in a folder named here are included.
public struct Sandbox: Sendable, Equatable {
  /// Files and folders that can be read.
  public var readable: [String]
  /// Files and folders that can be read and changed.
  public var writable: [String]
  /// Folders replaced by empty ones, private, in memory, gone with the child. They must exist.
  public var scratch: [String]
  /// Files and folders that are hidden although their folder is visible.
  public var hidden: [String]
  /// The space in each private folder, in megabytes.
  public var scratchMegabytes: Int

  /// A sandbox that shows the given paths; those that do not exist are skipped.
  public init(
    readable: [String] = [], writable: [String] = [], scratch: [String] = [], hidden: [String] = [],
    scratchMegabytes: Int = 64
  ) {
    self.readable = readable
    self.writable = writable
    self.scratch = scratch
    self.hidden = hidden
    self.scratchMegabytes = scratchMegabytes
  }

  /// Whether sandboxes work here. Tried once.
  public static var isAvailable: Bool { support.program != nil }

  /// A one-line warning for users if there is no sandbox; `nil` if sandboxes work.
  public static var warning: String? {
    support.obstacle.map {
      "no sandbox here (\($0)): student code runs with limits on time, memory and output, but it can read your "
        + "files and reach the network. Grade the work of strangers on a separate machine."
    }
  }

  /// The program that makes sandboxes, with its version: `bubblewrap 0.8.0`; `nil` if none works.
  public static var maker: String? { support.version }

  /// Why there is no sandbox; `nil` if there is one.
  public static var obstacle: String? { support.obstacle }

  /// Whether bubblewrap is installed, and the system does not let it work.
  public static var isForbidden: Bool { support.isForbidden }

  static let support = SandboxSupport.probe()
}
