import CourseCatalog
import XCTest

@testable import ChildProcesses
@testable import GradingEngine

/// The grader's table of modules matches the manifest.
final class LibraryModuleTests: XCTestCase {
  private struct Manifest: Decodable {
    struct Target: Decodable {
      let name: String
      let path: String?
      let dependencies: [[String: [String?]]]
    }
    let targets: [Target]
  }

  func testEveryModuleHasThePlaceAndTheImportsOfTheManifest() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("dump-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let command = ChildCommand(
      ["/usr/bin/env", "swift", "package", "--scratch-path", scratch.path, "dump-package"],
      environment: CompilerTools.environment, directory: layout.root.path, keepsErrorsApart: true)
    let output = try CommandOutput(command, secondLimit: 120)
    let manifest = try JSONDecoder().decode(
      Manifest.self, from: Data(output.lines.joined(separator: "\n").utf8))
    for module in LibraryModule.all {
      let target = try XCTUnwrap(manifest.targets.first { $0.name == module.name }, module.name)
      XCTAssertEqual(target.path, "Sources/\(module.group)/\(module.name)")
      let imports = target.dependencies.flatMap(\.values).compactMap { $0.first ?? nil }
      XCTAssertEqual(Set(imports), Set(module.dependencies), module.name)
    }
  }

  func testAClosureHoldsAllThatIsImportedAndStandsInOrder() {
    let names = LibraryModule.closure(of: ["SequenceTraining", "Foundation"]).map(\.name)
    XCTAssertEqual(
      names,
      ["MatrixKernels", "LinearAlgebra", "TextEncoding", "RecurrentNetworks", "SequenceTraining"])
    XCTAssertEqual(LibraryModule.closure(of: ["CourseSupport"]).map(\.name), ["CourseSupport"])
    XCTAssertEqual(LibraryModule.closure(of: []), [])
  }

  func testEachModuleStandsBehindThoseThatItImports() {
    var seen: Set<String> = []
    for module in LibraryModule.all {
      XCTAssertTrue(seen.isSuperset(of: module.dependencies), module.name)
      seen.insert(module.name)
    }
  }
}
