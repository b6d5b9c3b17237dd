#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder for temporary files, as named by `TMPDIR` in the user's environment.
///
/// Swift's own tools do not even start if they cannot write there.
enum TemporaryDirectorySetting {
  /// Unsets a `TMPDIR` that cannot be written to, so this process and its children use the system's own folder.
  ///
  /// - Returns: a sentence for the user, or `nil` if nothing had to be changed.
  static func unsetIfUnusable() -> String? {
    guard let path = getenv("TMPDIR").map({ String(cString: $0) }), !isUsable(path) else { return nil }
    unsetenv("TMPDIR")
    return "TMPDIR is ignored: \(path) cannot be written to"
  }

  /// Tries it: root's permissions do not show whether a file can be made.
  private static func isUsable(_ path: String) -> Bool {
    var trial = Array((path + "/course-XXXXXX").utf8CString)
    return mkdtemp(&trial) != nil && rmdir(trial) == 0
  }
}
