import CourseCatalog
import XCTest

@testable import GradingEngine

final class SourceLintTests: XCTestCase {
  private func finding(_ source: String) -> SourceLint.Finding? {
    SourceLint(source.utf8, allowedImports: ["LinearAlgebra", "Foundation"]).finding
  }

  private func check(_ source: String, line: Int? = 1, _ phrase: String = "", at testLine: UInt = #line) {
    let found = finding(source)
    XCTAssertEqual(found?.line, line, source, line: testLine)
    XCTAssertTrue(found?.message.contains(phrase) ?? true, found?.message ?? "", line: testLine)
  }

  func testOnlyTheNamedModulesMayBeImported() {
    check("import LinearAlgebra\nimport struct Foundation.Date", line: nil)
    check("import LinearAlgebra\nimport RecurrentNetworks", line: 2, "RecurrentNetworks")
    check("@testable import GradingSupport", "GradingSupport")
    check("import /* a */\n  `XCTest`", "XCTest")
    check("import Glibc", "LinearAlgebra and Foundation, but this imports Glibc")
    check("let a = b.import", line: nil)
  }

  func testAttributesOfTheLinkerAreRefused() {
    for attribute in ["@_silgen_name(\"exit\")", "@_cdecl(\"x\")", "@c", "@ _dynamicReplacement(for: f)"] {
      check("\(attribute) func f() {}", "names a symbol")
    }
    check("@_specialize(where T == Double) func f<T>(_ a: T) {}", "@_specialize")
    check("@inlinable public func f() {}\n@discardableResult func g() -> Int { 1 }", line: nil)
    check("@main struct A {}", "@main starts a program")
  }

  func testMessagesMayNotBeSentElsewhere() {
    check("#sourceLocation(file: \"a\", line: 1)", "#sourceLocation")
    check("let a = #filePath", line: nil)
  }

  /// Its process holds nothing that a trick could win.
  func testTricksAreNobodysBusiness() {
    for source in [
      "public func XCTAssertEqual<T>(_ a: T, _ b: T) {}", "let a = dlsym(nil, \"b\")", "let a = /x/ /* y",
      "func == (a: Int, b: Int) -> Bool { true }",
    ] { check(source, line: nil) }
  }

  func testStubsAndSolutionsAreClean() throws {
    let layout = try TestCourse.layout()
    for unit in Course.units {
      for folder in [layout.stubs(unit), layout.solution(unit)] {
        for name in unit.files {
          let data = try Data(contentsOf: folder.appendingPathComponent(name))
          XCTAssertNil(SourceLint(data, allowedImports: unit.imports).finding, name)
        }
      }
    }
  }

  func testAFileOfCommentsIsEmpty() {
    XCTAssertTrue(SourceLint("// a\n/* b */ \n".utf8, allowedImports: []).isEmpty)
    XCTAssertFalse(SourceLint("// a\nimport B".utf8, allowedImports: []).isEmpty)
  }
}
