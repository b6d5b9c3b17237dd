import Foundation

extension Sandbox {
  /// The words that run other words inside the sandbox; the same words if there are no sandboxes.
  ///
  /// Writable paths are given to the user the child will run as.
  func entering(_ words: [String]) -> [String] {
    guard let program = Self.support.program else { return words }
    return entering(words, by: program)
  }

  func entering(_ words: [String], by program: SandboxSupport.Program) -> [String] {
    let options: [String] =
      [
        "--die-with-parent", "--new-session", "--unshare-ipc", "--unshare-pid", "--unshare-net",
        "--unshare-uts",
      ]
      + ["--unshare-cgroup-try", "--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev"]
      + systemMounts + ownMounts
      // The root under all these mounts is a folder in memory without a limit.
      + ["--remount-ro", "/dev", "--remount-ro", "/"]
    let own = ["--unshare-user"] + (program.closesNamespaces ? ["--disable-userns"] : [])
    switch program.identity {
    case .ourselves:
      return [program.path] + own + options + ["--"] + words
    case .renamedRoot:
      // The kernel settings belong to root inside as well, and bubblewrap leaves them writable.
      let renaming = ["--uid", "1000", "--gid", "1000", "--ro-bind", "/proc/sys", "/proc/sys"]
      return [program.path, "--unshare-user"] + options + renaming + ["--"] + words
    case .stranger:
      // Root mounts everything, then switches to the unprivileged user, whose own bubblewrap closes the
      // namespaces and drops all capabilities.
      let user = uid_t.random(in: 30_000..<60_000)
      handOver(writable, to: user)
      let outer: [String] = options + ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"]
      let change: [String] = ["setpriv", "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups"]
      let inner: [String] = own + ["--cap-drop", "ALL", "--dev-bind", "/", "/", "--"]
      return [program.path] + outer + change + [program.path] + inner + words
    }
  }

  /// Makes a user the owner of everything at some paths.
  func handOver(_ paths: [String], to user: uid_t) {
    for path in existing(paths) {
      // Never by a link, which an earlier child could have pointed elsewhere.
      lchown(path, user, user)
      for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
        lchown(path + "/" + name, user, user)
      }
    }
  }

  /// The system's own folders, with those that are only links to another.
  private var systemMounts: [String] {
    let manager = FileManager.default
    let folders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store"].flatMap {
      path -> [String] in
      if let target = try? manager.destinationOfSymbolicLink(atPath: path) {
        return ["--symlink", target, path]
      }
      return manager.fileExists(atPath: path) ? ["--ro-bind", path, path] : []
    }
    // Only the parts of /etc that linkers, compilers and calendars need: no users, no names of machines, no
    // keys.
    let settings = [
      "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "os-release", "lsb-release",
      "debian_version", "redhat-release",
    ]
    return folders + settings.flatMap { ["--ro-bind-try", "/etc/\($0)", "/etc/\($0)"] }
  }

  /// The requested mounts, outer folders before inner ones.
  private var ownMounts: [String] {
    var mounts = [Mount("/tmp", privateFolder("/tmp"))]
    if let toolchain = Toolchain.current?.root.path, toolchain != "/" {
      mounts.append(Mount(toolchain, ["--ro-bind", toolchain, toolchain]))
    }
    mounts += existing(readable).map { Mount($0, ["--ro-bind", $0, $0]) }
    mounts += existing(writable).map { Mount($0, ["--bind", $0, $0]) }
    mounts += existing(scratch).map { Mount($0, privateFolder($0)) }
    mounts += existing(hidden).map { path in
      Mount(
        path,
        URL(fileURLWithPath: path).isFolder
          ? ["--size", "4096", "--tmpfs", path, "--remount-ro", path] : ["--ro-bind", "/dev/null", path])
    }
    let ordered = mounts.enumerated().sorted {
      ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
    }.map(\.element)
    // Folders that bubblewrap makes on the way to a mount are readable only by root, unless they are
    // requested.
    var made: Set = ["/tmp"]
    return ordered.flatMap { mount in
      mount.folders.filter { made.insert($0).inserted }.flatMap { ["--perms", "0755", "--dir", $0] }
        + mount.options
    }
  }

  private func privateFolder(_ path: String) -> [String] {
    ["--perms", "1777", "--size", String(scratchMegabytes << 20), "--tmpfs", path]
  }

  /// The paths that exist; a path through a link is included with its target, because the link does not exist
  /// inside.
  private func existing(_ paths: [String]) -> [String] {
    paths.filter { FileManager.default.fileExists(atPath: $0) }.flatMap { path -> [String] in
      let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      return resolved == path ? [path] : [resolved, path]
    }
  }

  private struct Mount {
    /// The folders above it, the outermost first.
    let folders: [String]
    let options: [String]
    var depth: Int { folders.count }

    init(_ path: String, _ options: [String]) {
      let names = path.split(separator: "/")
      folders = names.indices.dropFirst().map { "/" + names[..<$0].joined(separator: "/") }
      self.options = options
    }
  }
}
