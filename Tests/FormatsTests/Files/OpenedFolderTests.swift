import Foundation
import XCTest

@testable import Formats

final class OpenedFolderTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "opened-\(UUID().uuidString)")

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("inner"), withIntermediateDirectories: true)
    try Data("text".utf8).write(to: folder.appendingPathComponent("inner/file"))
    for (name, target) in [("link", "inner/file"), ("linked", "inner"), ("nowhere", "gone")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
    }
    XCTAssertEqual(mkfifo(folder.appendingPathComponent("pipe").path, 0o644), 0)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private func failure(_ body: () throws -> some Any) -> OpeningError? {
    do {
      _ = try body()
      return nil
    } catch { return error as? OpeningError }
  }

  private func text(_ folder: OpenedFolder, _ name: String) throws -> String {
    let descriptor = try folder.file(name)
    defer { close(descriptor) }
    guard case .whole(let data) = FileReading(descriptor, upTo: 100) else { return "nothing" }
    return String(decoding: data, as: UTF8.self)
  }

  func testAFolderKnowsWhatIsInItAndFollowsNoLink() throws {
    let opened = try OpenedFolder(folder.path)
    XCTAssertEqual(try opened.names().sorted(), ["inner", "link", "linked", "nowhere", "pipe"])
    XCTAssertEqual(
      ["inner", "link", "linked", "nowhere", "pipe", "gone"].map(opened.kind),
      [.folder, .link, .link, .link, .other, nil])
    XCTAssertEqual(try text(opened.folder("inner"), "file"), "text")
    for name in ["link", "linked", "nowhere"] {
      XCTAssertEqual(failure { try opened.file(name) }, .link)
      XCTAssertEqual(failure { try opened.folder(name) }, .link)
    }
    XCTAssertEqual(failure { try opened.file("pipe") }, .otherKind)
    XCTAssertEqual(failure { try opened.file("inner") }, .otherKind)
    XCTAssertEqual(failure { try opened.folder("pipe") }, .otherKind)
    for name in ["gone", "..", "inner/file", ""] {
      XCTAssertEqual(failure { try opened.file(name) }, .missing, name)
    }
    XCTAssertEqual(failure { try opened.folder("..") }, .missing)
  }

  func testAFolderStaysItselfWhateverIsPutInItsPlace() throws {
    let opened = try OpenedFolder(folder.path).folder("inner")
    let place = folder.appendingPathComponent("inner")
    try FileManager.default.moveItem(at: place, to: folder.appendingPathComponent("moved"))
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data("another's".utf8).write(to: place.appendingPathComponent("file"))
    XCTAssertEqual(try text(opened, "file"), "text")
  }

  func testNamesThatAreNoTextAreFoundAgain() throws {
    let bytes = Array(folder.path.utf8) + Array("/m".utf8) + [0xFC, 0]
    let descriptor = open(bytes.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o644)
    try XCTSkipIf(descriptor < 0, "this file system takes UTF-8 alone")
    XCTAssertEqual(write(descriptor, "odd", 3), 3)
    close(descriptor)
    let opened = try OpenedFolder(folder.path)
    XCTAssertTrue(try opened.names().contains("m%FC"))
    XCTAssertEqual(try text(opened, "m%FC"), "odd")
  }

  func testAFileIsReadUpToItsLimit() throws {
    let descriptor = try OpenedFolder(folder.path).folder("inner").file("file")
    defer { close(descriptor) }
    XCTAssertEqual(FileReading(descriptor, upTo: 4), .whole(Data("text".utf8)))
    XCTAssertEqual(FileReading(descriptor, upTo: 3), .tooLarge)
  }
}
