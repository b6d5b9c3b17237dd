import XCTest

@testable import CellEngine

final class CellTextTests: XCTestCase {
  func testLeavesOrdinaryCodeAsItIs() {
    let source =
      "let a = try? f()\nif let b = a { print(b) }\nfunc g() throws { try f() }\nlet é = \"private\""
    XCTAssertEqual(CellText(source, waits: false).compiled, source)
  }

  func testMakesGlobalVariablesOfWhatAGuardBinds() {
    XCTAssertEqual(
      compiled("guard let a = Int(\"3\") else { fatalError() }"),
      "let a = { guard let a = Int(\"3\") else { fatalError() }; return a }()")
    XCTAssertEqual(
      compiled("guard var a: Int = f(1, 2), a > 1, case let (b, c?) = g(a) else {\n  throw Bad.worse\n}"),
      "var (a, b, c) = try! { guard var a: Int = f(1, 2), a > 1, case let (b, c?) = g(a) else {\n"
        + "  throw Bad.worse\n}; return (a, b, c) }()")
    XCTAssertEqual(
      compiled("guard case .pair(let a, key: .some(let b)) = h else { f() }"),
      "let (a, b) = { guard case .pair(let a, key: .some(let b)) = h else { f() }; return (a, b) }()")
  }

  func testLeavesAGuardThatBindsNothingNew() {
    for source in [
      "guard a > 2 else { fatalError() }", "guard let a else { fatalError() }",
      "guard let a = f() else { return }", "guard let a = a else { fatalError() }",
      "guard let b = f(), let a = g(b, a) else { fatalError() }",
    ] {
      XCTAssertEqual(compiled(source), source)
    }
  }

  func testLetsAnErrorThatNobodyCatchesTrapOnItsLine() {
    XCTAssertEqual(compiled("print(try f())"), "print(try! f())")
    XCTAssertEqual(
      compiled("for x in a {\n  if x > 1 { try f(x) } else { throw Bad.worse(1) }\n}"),
      "for x in a {\n  if x > 1 { try! f(x) } else { try! { throw Bad.worse(1) }() }\n}")
    XCTAssertEqual(compiled("throw Bad(\n  1)\nf()"), "try! { throw Bad(\n  1) }()\nf()")
    for source in [
      "do { try f() } catch { print(error) }", "let g = { try f() }", "try? f()", "try! f()",
      "for x in a.map({ try f($0) }) {}", "struct S { init() throws { try f() } }",
    ] {
      XCTAssertEqual(compiled(source), source)
    }
  }

  func testShowsPrivateDeclarationsToLaterCells() {
    XCTAssertEqual(compiled("private let a = 1"), "        let a = 1")
    XCTAssertEqual(compiled("a(); private(set) var b = 1"), "a();              var b = 1")
    let member = "struct S { private var a = 1 }"
    XCTAssertEqual(compiled(member), member)
  }

  func testACellThatWaitsKeepsItsVariablesFromTheMainActor() {
    XCTAssertEqual(
      CellText("let a = await f()\nprivate var b = 2\nfunc g() { let c = 1 }", waits: true).compiled,
      "nonisolated(unsafe) let a = await f()\n        nonisolated(unsafe) var b = 2\nfunc g() { let c = 1 }")
    XCTAssertEqual(CellRequirements(prelude: "", source: "print(await f())").mayWait, .always)
    XCTAssertEqual(CellRequirements(prelude: "", source: "func g() async { await f() }").mayWait, .perhaps)
    XCTAssertEqual(CellRequirements(prelude: "", source: "print(\"await\")").mayWait, .never)
  }

  func testWhatACellThatWaitsDefersIsCalledAtItsEnd() {
    let source = "defer { a() }\nfunc f() { defer { b() } }\ndefer {\n  c()\n}\nawait d()"
    let text = CellText(source, waits: true)
    let file = text.file(prelude: "", module: "Cell1", label: "cell 1")
    XCTAssertTrue(
      text.compiled.hasPrefix("private nonisolated(unsafe) let courseDeferred0: () -> Void = { a() }\nfunc"))
    XCTAssertTrue(text.compiled.contains("courseDeferred1: () -> Void = {\n  c()\n}\n"))
    XCTAssertTrue(file.contains("courseDeferred1()\ncourseDeferred0()\n@_silgen_name"))
    XCTAssertEqual(CellText(source, waits: false).compiled, source)
    let marks = String(repeating: " ", count: 66) + "^"
    let quoted = "private nonisolated(unsafe) let courseDeferred0: () -> Void = { a() }"
    XCTAssertEqual(text.shown(quoted, marks: marks, line: 1).text, "defer { a() }")
    XCTAssertEqual(text.shown(quoted, marks: marks, line: 1).marks, "          ^")
  }

  func testQuotesTheUsersOwnLine() {
    let text = CellText("// one\nlet a = try f(\"é\", x)", waits: true)
    let quoted = "nonisolated(unsafe) let a = try! f(\"é\", x)"
    let shown = text.shown(quoted, marks: "                                        ^~~", line: 2)
    XCTAssertEqual(shown.text, "let a = try f(\"é\", x)")
    XCTAssertEqual(shown.marks, "                   ^~~")
    XCTAssertEqual(text.shown("another line", marks: "^", line: 2).text, "another line")
    XCTAssertEqual(text.shown(quoted, marks: "^", line: 2).marks, "^" + "")
  }

  private func compiled(_ source: String) -> String { CellText(source, waits: false).compiled }
}
