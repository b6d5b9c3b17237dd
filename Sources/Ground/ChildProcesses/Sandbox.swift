import Foundation

/// What a child sees of the system while it runs.
///
/// In every sandbox there is no network; the system and the Swift toolchain can be read and not changed; `/tmp` is
/// empty, private and small; no process outside can be seen or signalled, and what the child started ends with it.
/// Nothing else is there, unless it is named here. Files that lie in a folder named here are there with it.
public struct Sandbox: Sendable, Equatable {
  /// Files and folders that can be read.
  public var readable: [String]
  /// Files and folders that can be read and changed.
  public var writable: [String]
  /// Folders in whose place there are empty ones, private, in memory, gone with the child. They have to exist.
  public var scratch: [String]
  /// Files and folders that are not there although they lie in a folder that is.
  public var hidden: [String]
  /// The room in each private folder, in megabytes.
  public var scratchMegabytes: Int

  /// A sandbox that shows the given paths; those that do not exist are left out.
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

  /// One line for who relies on a sandbox where there is none; `nil` where they work.
  public static var warning: String? {
    support.obstacle.map {
      "no sandbox here (\($0)): student code runs with limits on time, memory and output, but it can read your "
        + "files and reach the network. Grade strangers' work on a machine of its own."
    }
  }

  /// The program that makes sandboxes, with its version: `bubblewrap 0.8.0`; `nil` where none works.
  public static var maker: String? { support.version }

  /// Why there is no sandbox; `nil` where there is.
  public static var obstacle: String? { support.obstacle }

  /// Whether bubblewrap is installed, and the system does not let it work.
  public static var isForbidden: Bool { support.isForbidden }

  static let support = SandboxSupport.probe()
}
