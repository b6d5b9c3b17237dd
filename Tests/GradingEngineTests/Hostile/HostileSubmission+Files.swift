import Foundation

/// Submissions with errors in the files themselves.
extension HostileSubmission {
  static let inFiles: [HostileSubmission] = [
    HostileSubmission("missing file", [Loss(5, .notStarted, 0)]) {
      try FileManager.default.removeItem(at: $0.file("RNN+Stacked.swift"))
    },
    HostileSubmission("empty file", [Loss(5, .notStarted, 0)]) { try $0.write("", to: "RNN+Stacked.swift") },
    HostileSubmission("nothing but comments", [Loss(5, .notStarted, 0)]) {
      try $0.write("// func stackedStep()\n/* /* */ */\n", to: "RNN+Stacked.swift")
    },
    HostileSubmission("not UTF-8", [Loss(5, .doesNotCompile, 0)]) {
      try Data([0x2f, 0x2f, 0xff, 0xfe, 0x0a]).write(to: $0.file("RNN+Stacked.swift"))
    },
    HostileSubmission("50 megabytes of source", [Loss(5, .doesNotCompile, 0)]) {
      try Data(repeating: UInt8(ascii: "\n"), count: 50 << 20).write(to: $0.file("RNN+Stacked.swift"))
    },
    HostileSubmission("a link instead of a file", [Loss(5, .doesNotCompile, 0)]) {
      try FileManager.default.removeItem(at: $0.file("RNN+Stacked.swift"))
      try FileManager.default.createSymbolicLink(
        atPath: $0.file("RNN+Stacked.swift").path,
        withDestinationPath: $0.surroundings.root.appendingPathComponent("Solutions/03-RNN/RNN+Stacked.swift")
          .path)
    },
    HostileSubmission(
      "a link instead of the folder", (1...6).map { Loss($0, .doesNotCompile, 0) }
    ) {
      try FileManager.default.removeItem(at: $0.folder)
      try FileManager.default.createSymbolicLink(
        atPath: $0.folder.path,
        withDestinationPath: $0.surroundings.root.appendingPathComponent("Solutions/03-RNN").path)
    },
    HostileSubmission("a pipe instead of a file", [Loss(5, .doesNotCompile, 0)]) {
      try FileManager.default.removeItem(at: $0.file("RNN+Stacked.swift"))
      mkfifo($0.file("RNN+Stacked.swift").path, 0o644)
    },
    HostileSubmission("a folder instead of a file", [Loss(5, .doesNotCompile, 0)]) {
      try FileManager.default.removeItem(at: $0.file("RNN+Stacked.swift"))
      try FileManager.default.createDirectory(
        at: $0.file("RNN+Stacked.swift"), withIntermediateDirectories: false)
    },
    HostileSubmission("edited tests and manifest", [Loss(5, .failed, 5)]) { work in
      // The stacked weight is wrong, and everything around is made to report that it is correct.
      try work.replace(
        "rows: [weightHH, weightIH]", with: "rows: [weightIH, weightHH]", in: "RNN+Stacked.swift")
      try work.write("import XCTest\nfinal class RNNTests: XCTestCase {}\n", to: "RNNTests.swift")
      try work.write("public func matmul(_ a: Int) {}\n", to: "Helpers.swift")
      try work.write("}", to: "main.swift")
      let tests = work.submission.appendingPathComponent("Tests/Grading/03-RNN")
      try FileManager.default.createDirectory(at: tests, withIntermediateDirectories: true)
      try Data("import XCTest\n".utf8).write(to: tests.appendingPathComponent("StackedTests.swift"))
      try Data("fatalError()\n".utf8).write(to: work.submission.appendingPathComponent("Package.swift"))
    },
  ]
}
