import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

/// A grade is kept only while everything it depends on is unchanged.
final class GraderVersionTests: XCTestCase {
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("version-\(UUID().uuidString)"))

  override func tearDown() { try? FileManager.default.removeItem(at: layout.root) }

  private func write(_ text: String, _ path: String) throws {
    let file = layout.root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func testWhateverAGradeDependsOnChangesTheVersion() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let parts = [
      "Package.swift", "Sources/Library/LinearAlgebra/Matrix.swift", "Sources/Given/EarlierUnits/RNN.swift",
      "Sources/Ground/Formats/SwiftScanning/SwiftScanner.swift", "Sources/Ground/Formats/Zip/ZipReader.swift",
      "Sources/Grading/GradingEngine/Grader.swift", "Sources/Programs/course-class/main.swift",
      "Sources/Library/MatrixKernels/include/kernels.h", "Tests/Grading/03-RNN/StepTests.swift",
      "Tests/Grading/03-RNN/Stubs/RNN.swift", "Solutions/03-RNN/RNN.swift",
    ]
    for part in parts + ["Tests/Grading/04-BPTT/a.swift", "Chapters/03-RNN/main.swift"] {
      try write("1", part)
    }
    let version = { try Grader.version(for: [unit], in: self.layout) }
    let first = try version()
    XCTAssertEqual(try version(), first)
    for part in parts {
      try write("2", part)
      XCTAssertNotEqual(try version(), first, part)
      try write("1", part)
      XCTAssertEqual(try version(), first, part)
    }
    try write("new", "Sources/Library/LinearAlgebra/New.swift")
    XCTAssertNotEqual(try version(), first)
    try FileManager.default.removeItem(
      at: layout.root.appendingPathComponent("Sources/Library/LinearAlgebra/New.swift"))
    try write("2", "Tests/Grading/04-BPTT/a.swift")
    try write("2", "Chapters/03-RNN/main.swift")
    XCTAssertEqual(try version(), first, "what another unit is graded by")
  }
}
