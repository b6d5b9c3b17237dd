import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

final class CallSourcesTests: XCTestCase {
  func testDump() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    for unit in Course.units {
      let sources = try CallSources(unit, in: layout)
      for (kind, files) in [("proxy", sources.proxy), ("table", sources.table)] {
        let folder = URL(fileURLWithPath: "/tmp/calls/\(unit.number)/\(kind)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name)) }
      }
    }
  }
}
