import Foundation

extension Sandbox {
  /// The words that run other words inside the sandbox; the same words where there are no sandboxes.
  func words(around words: [String]) -> [String] {
    guard let program = Self.support.program else { return words }
    return self.words(around: words, by: program)
  }

  func words(around words: [String], by program: SandboxSupport.Program) -> [String] {
    var options = [
      "--unshare-all", "--unshare-user", "--cap-drop", "ALL", "--die-with-parent", "--new-session",
    ]
    options += program.options
    options += ["--proc", "/proc", "--dev", "/dev"]
    // Root's settings of the kernel belong to root in there too, and bubblewrap leaves them open to it.
    options += ["--ro-bind", "/proc/sys", "/proc/sys"]
    options += systemMounts + ownMounts
    // The ground on which all of this is laid is a folder in memory without a limit.
    options += ["--remount-ro", "/dev", "--remount-ro", "/", "--"]
    return [program.path] + options + words
  }

  /// The system's own folders, with those that are only a link to another of them.
  private var systemMounts: [String] {
    let manager = FileManager.default
    let folders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store"].flatMap {
      path -> [String] in
      if let target = try? manager.destinationOfSymbolicLink(atPath: path) {
        return ["--symlink", target, path]
      }
      return manager.fileExists(atPath: path) ? ["--ro-bind", path, path] : []
    }
    // Of /etc only what linkers, compilers and calendars ask for: no users, no names of machines, no keys.
    let settings = [
      "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "os-release", "lsb-release",
      "debian_version", "redhat-release",
    ]
    return folders + settings.flatMap { ["--ro-bind-try", "/etc/\($0)", "/etc/\($0)"] }
  }

  /// What was asked for, outer folders before what lies in them.
  private var ownMounts: [String] {
    var mounts = [Mount("/tmp", scratchOptions)]
    if let toolchain = Toolchain.current?.root.path, toolchain != "/" {
      mounts.append(Mount(toolchain, ["--ro-bind", toolchain, toolchain]))
    }
    mounts += existing(readable).map { Mount($0, ["--ro-bind", $0, $0]) }
    mounts += existing(writable).map { Mount($0, ["--bind", $0, $0]) }
    mounts += existing(scratch).map { Mount($0, ["--size", String(scratchMegabytes << 20), "--tmpfs", $0]) }
    mounts += existing(hidden).map { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      return Mount(
        path,
        isFolder.boolValue
          ? ["--size", "4096", "--tmpfs", path, "--remount-ro", path] : ["--ro-bind", "/dev/null", path])
    }
    return mounts.enumerated().sorted {
      ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
    }.flatMap(\.element.options)
  }

  private var scratchOptions: [String] { ["--size", String(scratchMegabytes << 20), "--tmpfs", "/tmp"] }

  private func existing(_ paths: [String]) -> [String] {
    paths.filter { FileManager.default.fileExists(atPath: $0) }.map {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().path
    }
  }

  private struct Mount {
    let depth: Int
    let options: [String]

    init(_ path: String, _ options: [String]) {
      depth = path.split(separator: "/").count
      self.options = options
    }
  }
}
