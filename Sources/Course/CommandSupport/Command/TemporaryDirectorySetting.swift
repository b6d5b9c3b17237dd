#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder for temporary files that the user's environment names in `TMPDIR`.
///
/// Swift's own tools do not even start if nothing can be written there.
enum TemporaryDirectorySetting {
  /// Unsets a `TMPDIR` where nothing can be written, so this process and all that it starts use the system's
  /// own folder.
  ///
  /// - Returns: a sentence for the user, or `nil` if nothing had to be changed.
  static func unsetIfUnusable() -> String? {
    guard let place = getenv("TMPDIR").map({ String(cString: $0) }), !isUsable(place) else { return nil }
    unsetenv("TMPDIR")
    return "TMPDIR is ignored: it names \(place), where no file can be written"
  }

  /// Tries it: root is allowed to write even where no file can be made.
  private static func isUsable(_ place: String) -> Bool {
    var trial = Array((place + "/course-XXXXXX").utf8CString)
    return mkdtemp(&trial) != nil && rmdir(trial) == 0
  }
}
