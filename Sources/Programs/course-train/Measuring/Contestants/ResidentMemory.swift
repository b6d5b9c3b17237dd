import Foundation

/// How much memory of this process is in the machine's memory, in bytes.
public enum ResidentMemory {
  /// The peak so far; `nil` if the system does not report it.
  public static var peak: Int? { field("VmHWM") ?? usage }

  /// The current value; the peak if the system does not report it.
  public static var now: Int? { field("VmRSS") ?? usage }

  /// From Linux's own account. `getrusage` does not work there: its maximum survives the start of a program,
  /// so a child begins with its parent's value.
  private static func field(_ name: String) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  private static var usage: Int? {
    #if canImport(Darwin)
      var usage = rusage()
      return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : nil
    #else
      return nil
    #endif
  }
}
