import CourseCatalog
import GradingProtocol
import XCTest

@testable import GradingEngine

final class SourceLintTests: XCTestCase {
  private func finding(_ source: String) -> SourceLint.Finding? {
    SourceLint(source.utf8, allowedImports: ["LinearAlgebra", "Foundation"]).finding
  }

  private func check(
    _ source: String, _ verdict: Verdict?, line: Int = 1, _ phrase: String? = nil, at testLine: UInt = #line
  ) {
    let found = finding(source)
    XCTAssertEqual(found?.verdict, verdict, source, line: testLine)
    guard let found else { return }
    XCTAssertEqual(found.line, line, source, line: testLine)
    if let phrase { XCTAssertTrue(found.message.contains(phrase), found.message, line: testLine) }
  }

  func testOnlyTheNamedModulesMayBeImported() {
    check("import LinearAlgebra\nimport struct Foundation.Date", nil)
    check("import LinearAlgebra\nimport RecurrentNetworks", .doesNotCompile, line: 2, "RecurrentNetworks")
    check("@testable import GradingSupport", .tampered, "GradingSupport belongs to the checks")
    check("import /* a */\n  `XCTest`", .tampered, "XCTest")
    check("import Glibc", .doesNotCompile, "LinearAlgebra and Foundation, and this imports Glibc")
    check("let a = b.import", nil)
  }

  func testNamesOfTheChecksMayNotBeUsed() {
    check("public func XCTAssertEqual<T>(_ a: T, _ b: T) {}", .tampered, "XCTAssertEqual belongs")
    check("// XCTAssertEqual\nlet a = \"XCTFail\"", nil)
    check(#"let a = "\(XCTFail())""#, .tampered)
  }

  func testAttributesOfTheLinkerAreTampering() {
    for attribute in ["@_silgen_name(\"exit\")", "@_cdecl(\"x\")", "@c", "@ _dynamicReplacement(for: f)"] {
      check("\(attribute) func f() {}", .tampered)
    }
    check("@_specialize(where T == Double) func f<T>(_ a: T) {}", .doesNotCompile, "@_specialize")
    check("@inlinable public func f() {}\n@discardableResult func g() -> Int { 1 }", nil)
    check("@main struct A {}", .doesNotCompile, "@main starts a program")
  }

  func testMessagesMayNotBeSentElsewhere() {
    check("#sourceLocation(file: \"a\", line: 1)", .doesNotCompile, "#sourceLocation")
    check("let a = #filePath", nil)
  }

  func testReachingIntoTheProgramIsTampering() {
    check("let a = dlsym(nil, \"b\")", .tampered, "dlsym")
  }

  func testTheGravestFindingComesFirst() {
    check("import Glibc\nlet a = XCTFail", .tampered, line: 2)
  }

  func testARegularExpressionThatMayHideCodeIsRefused() {
    check("let a = /x/ /* y", .doesNotCompile, "#/")
    check(#"let r = /"/; @_silgen_name("x") func f(); let q = /"/"#, .tampered)
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

  func testDeclaredOperatorsAreSeen() {
    XCTAssertTrue(
      SourceLint("func == (a: Int, b: Int) -> Bool { a < b }".utf8, allowedImports: []).declaresOperators)
    XCTAssertFalse(SourceLint("func f() -> Bool { 1 == 2 }".utf8, allowedImports: []).declaresOperators)
  }
}
