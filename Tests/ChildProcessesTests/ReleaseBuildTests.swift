import Foundation
import XCTest

@testable import ChildProcesses
@testable import Formats

/// A package whose `swift` is a script: what is built when, and what is reported.
final class ReleaseBuildTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent(
    "release-\(UUID().uuidString)")
  private let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

  override func setUpWithError() throws {
    try write("// manifest", to: "Package.swift")
    try write("let a = 1", to: "Sources/Library/A/a.swift")
    try write("let b = 1", to: "Sources/Programs/tool/main.swift")
    setenv("PATH", "\(root.path)/bin:\(path)", 1)
  }

  override func tearDown() {
    setenv("PATH", path, 1)
    try? FileManager.default.removeItem(at: root)
  }

  private func write(_ text: String, to name: String) throws {
    let file = root.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A `swift` that notes how it was called, and creates the requested products.
  private func makeSwift(_ body: String) throws {
    try write("#!/bin/sh\necho \"$COURSE_ALL $*\" >> calls\n\(body)\n", to: "bin/swift")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: root.appendingPathComponent("bin/swift").path)
  }

  private var calls: [String] {
    let text = (try? String(contentsOf: root.appendingPathComponent("calls"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  private let making = """
    echo '[1/3] Compiling'; echo '[3/3] Linking'
    mkdir -p .build/release/Modules
    echo > .build/release/tool; chmod +x .build/release/tool; echo > .build/release/Modules/A.swiftmodule
    """

  func testAPartIsBuiltOnceAndAgainWhenASourceHasChanged() throws {
    try makeSwift(making)
    let build = ReleaseBuild(of: root)
    for _ in 0..<2 { try build.bringUpToDate([.module("A"), .program("tool")]) }
    XCTAssertEqual(
      calls, ["1 build -c release --target A", "1 build -c release --product tool"],
      "each part is built once, with all of the package in sight")
    try write("let b = 2", to: "Sources/Programs/tool/main.swift")
    try build.bringUpToDate([.program("tool")])
    XCTAssertEqual(calls.count, 3)
  }

  func testAPartThatWasRemovedIsBuiltAgain() throws {
    try makeSwift(making)
    let build = ReleaseBuild(of: root)
    try build.bringUpToDate([.program("tool")])
    try FileManager.default.removeItem(at: build.folder.appendingPathComponent("tool"))
    try build.bringUpToDate([.program("tool")])
    XCTAssertEqual(calls.count, 2)
  }

  func testTheKeyIsOfContentsAndNamesAndOfNothingElse() throws {
    let build = ReleaseBuild(of: root)
    let key = try build.key()
    try write("let a = 1", to: "Sources/Library/A/a.swift")
    XCTAssertEqual(try build.key(), key, "a new date is not a change")
    var keys: Set = [key]
    for (text, name) in [
      ("let a = 2", "Sources/Library/A/a.swift"), ("", "Sources/Library/A/empty.swift"),
      ("// another", "Package.swift"), ("let a = 1\0", "Sources/Library/A/a.swift"),
    ] {
      try write(text, to: name)
      XCTAssertTrue(keys.insert(try build.key()).inserted, name)
    }
  }

  func testWhatDoesNotBuildIsAComplaintAndIsTriedAgain() throws {
    try makeSwift("echo 'a.swift:1:1: error: no such thing'; exit 1")
    let build = ReleaseBuild(of: root)
    for _ in 0..<2 {
      XCTAssertThrowsError(try build.bringUpToDate([.module("A")])) {
        let complaint = $0 as? Complaint
        XCTAssertEqual(complaint?.fault, .course)
        XCTAssertEqual(complaint?.message.contains("no such thing"), true, "\($0)")
      }
    }
    XCTAssertEqual(calls.count, 2)
  }

  func testTheBuildsOwnCountIsFoundInWhatItPrints() {
    XCTAssertEqual(
      ReleaseBuild.steps(in: "[1/9] a\n[10/90] b\nnote: x"), BuildProgress.Steps(done: 10, all: 90))
    XCTAssertNil(ReleaseBuild.steps(in: "Building…\n[x/9] a\n"))
  }
}
