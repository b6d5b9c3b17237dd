import Foundation
import XCTest

@testable import CommandSupport

/// How the command treats `TMPDIR` at its start.
final class TemporaryDirectorySettingTests: XCTestCase {
  private let before = ProcessInfo.processInfo.environment["TMPDIR"]
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "temporary-\(UUID().uuidString)")

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() {
    if let before { setenv("TMPDIR", before, 1) } else { unsetenv("TMPDIR") }
    try? FileManager.default.removeItem(at: folder)
  }

  private var named: String? { getenv("TMPDIR").map { String(cString: $0) } }

  func testAFolderThatCanBeWrittenStaysAsItIs() {
    setenv("TMPDIR", folder.path, 1)
    XCTAssertNil(TemporaryDirectorySetting.unsetIfUnusable())
    XCTAssertEqual(named, folder.path)
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), [])
    unsetenv("TMPDIR")
    XCTAssertNil(TemporaryDirectorySetting.unsetIfUnusable())
    XCTAssertNil(named)
  }

  func testWhatIsMissingOrNoFolderIsIgnoredWithASentence() throws {
    let file = folder.appendingPathComponent("file")
    try Data().write(to: file)
    for path in [folder.appendingPathComponent("missing").path, file.path] {
      setenv("TMPDIR", path, 1)
      XCTAssertEqual(
        TemporaryDirectorySetting.unsetIfUnusable(),
        "TMPDIR is ignored: \(path) cannot be written to")
      XCTAssertNil(named)
    }
  }

  func testAFolderThatCannotBeWrittenIsIgnored() throws {
    try XCTSkipIf(geteuid() == 0, "root writes into every folder")
    chmod(folder.path, 0o555)
    setenv("TMPDIR", folder.path, 1)
    XCTAssertNotNil(TemporaryDirectorySetting.unsetIfUnusable())
    XCTAssertNil(named)
  }
}
