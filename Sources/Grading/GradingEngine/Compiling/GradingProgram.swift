/// The start of the judge's program, which runs a suite's checks: the counterpart of what `swift test` generates.
enum GradingProgram {
  /// The source text, for the suite's own module.
  static func source(_ checks: [GradedCheck]) -> String {
    var classes: [String] = []
    for check in checks where !classes.contains(check.className) { classes.append(check.className) }
    let entries = classes.flatMap { name in
      ["      testCase(["]
        + checks.filter { $0.className == name }.map { check in
          // A closure, because Swift 6.0 takes a method's name for a function that is sent to other threads.
          "        (\"\(check.method)\", { (suite: \(name)) in { try suite.\(check.method)() } }),"
        }
        + ["      ]),"]
    }
    return """
      import GradingSupport
      import XCTest

      @main
      struct GradingProgram {
        static func main() {
          XCTMain([
      \(entries.joined(separator: "\n"))
          ])
        }
      }

      """
  }
}

/// The parts of the answering program other than the table of calls.
enum AnsweringSupport {
  /// The linker options that redirect C allocation calls to the functions in ``allocation``.
  static let linkerOptions = ["malloc", "calloc"].flatMap { ["-Xlinker", "--wrap=\($0)"] }

  /// C returns a null pointer if there is no memory, and code that does not check it crashes. A message first
  /// names the reason, as Swift's own allocation does.
  static let allocation = """
    import Foundation

    @_silgen_name("__real_malloc") private func systemMalloc(_ size: Int) -> UnsafeMutableRawPointer?
    @_silgen_name("__real_calloc") private func systemCalloc(
      _ count: Int, _ size: Int
    ) -> UnsafeMutableRawPointer?

    private func told(_ memory: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      if memory == nil { FileHandle.standardError.write(Data("\(CrashDiagnosis.noMemory)\\n".utf8)) }
      return memory
    }

    @_cdecl("__wrap_malloc") func checkedMalloc(_ size: Int) -> UnsafeMutableRawPointer? {
      told(systemMalloc(size))
    }

    @_cdecl("__wrap_calloc") func checkedCalloc(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
      told(systemCalloc(count, size))
    }

    """
}
