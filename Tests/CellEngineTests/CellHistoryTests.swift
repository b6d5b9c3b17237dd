import XCTest

@testable import CellEngine

final class CellHistoryTests: XCTestCase {
  private var history = CellHistory()

  func testLaterCellsImportEarlierOnesAndTheirImports() {
    run(1, "import LinearAlgebra\nvar a = 1")
    run(2, "print(a)")
    run(3, "func b() {}")
    XCTAssertEqual(
      prelude("b()"), ["import LinearAlgebra", "@testable import Cell3", "@testable import Cell1"])
    XCTAssertEqual(history.names, ["a", "b"])
  }

  func testWhatIsDeclaredAgainIsNoLongerImported() {
    run(1, "var a = 1\nstruct B {}\nfunc c(_ n: Int) {}\nlet d = 4")
    run(2, "let a = \"text\"\nenum B {}\nfunc c(_ n: Int) {}")
    XCTAssertEqual(prelude("d"), ["@testable import Cell2", "@testable import let Cell1.`d`"])
    run(3, "let d = 5")
    XCTAssertEqual(prelude("d"), ["@testable import Cell3", "@testable import Cell2"])
  }

  func testOverloadsStandBesideEachOtherUnlessOneCellWasChanged() {
    run(1, "func f(_ n: Int) {}", cell: "x")
    run(2, "func f(_ n: String) {}", cell: "y")
    XCTAssertEqual(prelude("f"), ["@testable import Cell2", "@testable import Cell1"])
    run(3, "func f(_ n: Double) {}", cell: "x")
    XCTAssertEqual(prelude("f"), ["@testable import Cell3", "@testable import Cell2"])
  }

  func testACellThatRunsAgainTakesItsFormerPlace() {
    run(1, "extension Int { var half: Int { self / 2 } }", cell: "x")
    let changed = "extension Int { var half: Int { self / 3 } }"
    XCTAssertEqual(prelude(changed, cell: "x"), [])
    run(2, changed, cell: "x")
    XCTAssertEqual(prelude("4.half"), ["@testable import Cell2"])
  }

  func testACellWithAMemberThatIsDeclaredAgainGivesWay() {
    run(1, "extension Int { var half: Int { 1 }; var third: Int { 1 } }\nlet a = 1", cell: "x")
    run(2, "extension Int { var half: Int { 2 } }", cell: "y")
    XCTAssertEqual(
      prelude("4.half"),
      [
        "@testable import Cell2", "@testable import let Cell1.`a`",
        "@testable import enum Cell1.Cell1Members",
      ])
    run(3, "extension Int { var third: Int { 3 } }", cell: "z")
    XCTAssertEqual(
      prelude("4.half"),
      ["@testable import Cell3", "@testable import Cell2", "@testable import let Cell1.`a`"])
    run(4, "extension Int { var half: Int { 4 } }", cell: "z")
    XCTAssertFalse(prelude("4.half").contains("@testable import Cell2"))
  }

  func testMembersWithOtherParametersStandBesideEachOther() {
    run(1, "extension Int { func f(_ n: Int) {} }", cell: "x")
    run(2, "extension Int { func f(_ n: String) {} }", cell: "y")
    XCTAssertEqual(prelude("1.f(2)"), ["@testable import Cell2", "@testable import Cell1"])
    run(3, "extension Int { func f(_ n: Double) {} }", cell: "x")
    XCTAssertEqual(prelude("1.f(2)"), ["@testable import Cell3", "@testable import Cell2"])
  }

  func testACellThatConformsATypeAgainTakesTheWholePlaceOfItsFormerSelf() {
    run(1, "extension Int: P {}\nlet a = 1", cell: "x")
    XCTAssertEqual(prelude("extension Int: P {}", cell: "x"), [])
    XCTAssertEqual(prelude("extension Int: P {}", cell: "y"), ["@testable import Cell1"])
    XCTAssertEqual(prelude("extension Int: Q {}", cell: "x"), ["@testable import Cell1"])
  }

  func testRemembersThatTheSystemsQueuesWereUsed() {
    run(1, "let a = 1")
    XCTAssertFalse(history.hasUsedQueues)
    run(2, "DispatchQueue.global().async {}")
    run(3, "let b = 1")
    XCTAssertTrue(history.hasUsedQueues)
  }

  func testSaysWhoGoesOnWithAnOlderDeclaration() {
    run(1, "func f() -> Int { 1 }\nfunc g() -> Int { f() }\nlet h = f()")
    run(2, "func i() -> Int { g() }")
    let outdated = history.outdated(by: CellOutline("func f() -> Int { 2 }"), cellID: nil)
    XCTAssertEqual(outdated.map { "\($0.name) \($0.number)" }, ["g 1"])
    XCTAssertTrue(history.outdated(by: CellOutline("let h = 3"), cellID: nil).isEmpty)
  }

  func testSaysWhichFunctionsGoOnWithAnOlderVariable() {
    run(1, "var rate = 0.1\nvar n = 1")
    run(
      2,
      "func step() -> Double { rate }\nfunc half(_ n: Int) -> Int { n / 2 }\nfunc own() { let rate = 2; print(rate) }"
    )
    run(3, "let once = rate\nstruct S { var all: [Double] { [rate] } }\nfunc g(_ s: S) -> Int { s.n }")
    func outdated(_ source: String) -> [String] {
      history.outdated(by: CellOutline(source), cellID: nil).map { "\($0.name) \($0.number)" }
    }
    XCTAssertEqual(outdated("let rate = 0.2"), ["step 2", "S 3"])
    XCTAssertEqual(outdated("var n = 2"), [])
    XCTAssertEqual(outdated("let rate = 0.3\nfunc step() -> Double { rate }"), ["S 3"])
  }

  private func run(_ number: Int, _ source: String, cell: String? = nil) {
    let outline = CellOutline(source)
    history.addImports(of: outline)
    history.add(module: "Cell\(number)", number: number, cellID: cell, outline: outline)
  }

  private func prelude(_ source: String, cell: String? = nil) -> [String] {
    history.prelude(for: CellOutline(source), cellID: cell).split(separator: "\n").map(String.init)
  }
}
