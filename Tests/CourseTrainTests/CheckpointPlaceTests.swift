import CommandSupport
import Foundation
import XCTest

@testable import course_train

final class CheckpointPlaceTests: XCTestCase {
  private var folder = URL(fileURLWithPath: NSTemporaryDirectory())

  override func setUpWithError() throws {
    folder.appendPathComponent("checkpoint-place-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func place(_ name: String) throws -> CheckpointPlace {
    let path = folder.appendingPathComponent(name).path
    return try CheckpointPlace(Arguments(parsing: ["--checkpoint", path], for: .train))
  }

  /// A third training finds a model and one set aside before it; the older is replaced, again and again.
  func testTheModelThatIsThereIsSetAsideEveryTime() throws {
    let place = try place("model.safetensors")
    XCTAssertEqual(place.previous.lastPathComponent, "model.previous.safetensors")
    try place.setAside()
    XCTAssertFalse(FileManager.default.fileExists(atPath: place.previous.path), "there was nothing to keep")
    for text in ["first", "second", "third"] {
      try Data(text.utf8).write(to: place.file)
      try place.setAside()
      XCTAssertFalse(place.exists)
      XCTAssertEqual(try String(contentsOf: place.previous, encoding: .utf8), text)
    }
  }

  func testWhatCannotBeSetAsideStaysWhereItIs() throws {
    let place = try place("model.safetensors")
    try Data("model".utf8).write(to: place.file)
    let inTheWay = place.previous.appendingPathComponent("inside")
    try FileManager.default.createDirectory(at: inTheWay, withIntermediateDirectories: true)
    XCTAssertThrowsError(try place.setAside()) {
      XCTAssertTrue("\($0)".contains("cannot be kept as model.previous.safetensors"), "\($0)")
    }
    XCTAssertEqual(try String(contentsOf: place.file, encoding: .utf8), "model")
  }
}
