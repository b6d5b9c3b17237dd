import Formats
import XCTest

@testable import CellEngine
@testable import JupyterKernel

/// The kernel over real sockets, without Jupyter. Tests that compile cells run with the slow tests.
final class KernelTests: XCTestCase {
  func testAnswersWhatNeedsNoCompiler() throws {
    let client = try NotebookClient()
    let info = try client.ask("kernel_info_request", [:])
    XCTAssertEqual(info.type, "kernel_info_reply")
    XCTAssertEqual(info.content["language_info"]?["name"], "swift")
    XCTAssertEqual(try client.beat([[], [1, 2, 3]]), [[], [1, 2, 3]])
    XCTAssertEqual(
      try client.ask("is_complete_request", ["code": "func f() {"]).content["status"], "incomplete")
    XCTAssertEqual(try client.ask("history_request", [:]).content["history"], [])
    let empty = try client.ask("execute_request", ["code": "", "silent": false])
    XCTAssertEqual(empty.content["status"], "ok")
    let end = try client.ask("shutdown_request", ["restart": true], onControl: true)
    XCTAssertEqual(end.content["restart"], true)
    XCTAssertTrue(client.server.kernel.isEnding)
  }

  func testListensOnlyToWhoHasTheKey() throws {
    let client = try NotebookClient(key: "another key")
    client.send("kernel_info_request", [:])
    for _ in 0..<50 { client.server.turn(milliseconds: 2) }
    XCTAssertThrowsError(try client.answer(within: 0.1))
  }

  func testKeepsStateAndLetsNamesBeDeclaredAgain() throws {
    let client = try slowClient()
    XCTAssertEqual(
      try client.run("var n = 1\nfunc twice(_ x: Int) -> Int { 2 * x }\nstruct P { var x = 5 }"), "")
    XCTAssertEqual(try client.run("n += 1\nprint(n, twice(21), P().x)"), "2 42 5\n")
    XCTAssertEqual(
      try client.run("func twice(_ x: Int) -> Int { 20 * x }\nlet n = \"n\"\nstruct P { var y = 7 }"), "")
    XCTAssertEqual(try client.run("print(n, twice(2), P().y)"), "n 40 7\n")
    XCTAssertEqual(try client.run("twice(3)"), "60")
  }

  func testACompileErrorIsShownAtTheCellsOwnLine() throws {
    let client = try slowClient()
    _ = try client.run("let a = 1")
    let shown = try client.run("// first\nlet b: Int = \"text\"")
    XCTAssertTrue(shown.hasPrefix("line 2: error: cannot convert value"), shown)
    XCTAssertFalse(shown.contains("import"), shown)
    XCTAssertEqual(try client.run("print(a)"), "1\n")
  }

  func testATrapCostsTheCellAlone() throws {
    let client = try slowClient()
    _ = try client.run("var a = 1\nlet list = [1, 2, 3]\nfunc at(_ i: Int) -> Int {\n  list[i]\n}")
    let shown = try client.run("a = 2\nprint(\"before\")\nprint(at(7))")
    XCTAssertTrue(shown.hasPrefix("before\nThe cell crashed: Index out of range\n"), shown)
    XCTAssertTrue(shown.contains("at cell 1, line 4, in at(_:)\n  at cell 2, line 3\n"), shown)
    XCTAssertEqual(try client.run("a += 10\nprint(a, at(2))"), "11 3\n")
    XCTAssertTrue(try client.run("import Foundation\nexit(0)").contains("ended its process"))
    XCTAssertEqual(try client.run("print(a)"), "11\n")
  }

  func testAnEndlessLoopIsStoppedAndLeavesNoTrace() throws {
    let client = try slowClient()
    _ = try client.run("var a = 1")
    let shown = try client.run("a = 2\nprint(\"begun\")\nwhile true {}") { $0.contains("begun") }
    XCTAssertEqual(shown, "begun\nInterrupted. Everything is as it was before this cell.\n")
    XCTAssertEqual(try client.run("print(a)"), "1\n")
  }

  func testThreadsOfTheLibraryWorkAfterATrap() throws {
    let client = try slowClient()
    let training = """
      var random = SplitMix64(seed: 1)
      let layer = GRU(GRUCell<Float>(inputSize: 65, hiddenSize: 128, using: &random))
      let steps = (0..<16).map { _ in Matrix<Float>.uniform(rows: 32, columns: 65, in: -1...1, using: &random) }
      print(layer(steps).hidden.last!.rows)
      """
    XCTAssertEqual(try client.run("import LinearAlgebra\nimport RecurrentNetworks\n" + training), "32\n")
    XCTAssertTrue(
      try client.run("fatalError(\"no\")").hasPrefix("The cell crashed: no\n  at cell 2, line 1\n"))
    XCTAssertEqual(try client.run(training), "32\n")
  }

  func testDisplaysComeInOrderWithText() throws {
    let client = try slowClient()
    _ = try client.run("import NotebookDisplay\nprint(\"before\")\nshow(3, caption: \"n\")\nprint(\"after\")")
    let kinds = client.published.map(\.type).filter { ["stream", "display_data"].contains($0) }
    XCTAssertEqual(kinds, ["stream", "display_data", "stream"])
    let display = client.published.first { $0.type == "display_data" }
    XCTAssertEqual(display?.content["data"], ["text/plain": "n: 3"])
  }

  func testCompletesAndExplainsWhatTheToolchainKnows() throws {
    let client = try slowClient()
    _ = try client.run("import LinearAlgebra\nlet m: Matrix<Double> = [[1, 2]]")
    let completed = try completion("é; m.transp", client)
    XCTAssertEqual(completed["matches"], ["transposed()"])
    XCTAssertEqual(completed["cursor_start"], 5)
    XCTAssertEqual(try completion("matmul(m, ", client)["matches"], ["m"])
    let explained = try client.ask("inspect_request", ["code": "matmul(m, m)", "cursor_pos": 3])
    let text = explained.content["data"]?["text/plain"]?.string ?? ""
    XCTAssertTrue(text.hasPrefix("func matmul<Scalar>(_ a: Matrix<Scalar>"), text)
    XCTAssertTrue(text.contains("The matrix product"), text)
    XCTAssertEqual(
      try client.ask("inspect_request", ["code": "nothing", "cursor_pos": 3]).content["found"], false)
  }

  func testCompletionKnowsTheVariablesOfEveryCell() throws {
    let client = try slowClient()
    for (index, code) in ["let first = \"abc\"", "let second = [1, 2]", "let third = \"abc\""].enumerated() {
      _ = try client.run(code)
      let (word, member) = [
        ("first.upp", "uppercased()"), ("second.coun", "count"), ("third.low", "lowercased()"),
      ][index]
      XCTAssertTrue(try completion(word, client)["matches"]?.array?.contains(.string(member)) == true, word)
    }
  }

  /// The reply to a completion request. A busy machine may need several attempts: each has a deadline.
  private func completion(_ code: String, _ client: NotebookClient) throws -> JSONValue {
    var content = JSONValue.null
    for _ in 0..<20 where content["matches"]?.array?.isEmpty != false {
      content = try client.ask(
        "complete_request", ["code": .string(code), "cursor_pos": .integer(code.unicodeScalars.count)]
      ).content
    }
    return content
  }

  func testResultsUnfinishedLinesAndFailuresAreShown() throws {
    let client = try slowClient()
    _ = try client.run("6 * 7")
    let result = client.published.first { $0.type == "execute_result" }
    XCTAssertEqual(result?.content["data"], ["text/plain": "42"])
    XCTAssertEqual(result?.content["execution_count"], 1)
    XCTAssertEqual(try client.run("6 * 7;"), "")
    let stopped = try client.run("print(\"half\", terminator: \"\")\nwhile true {}") { $0.contains("half") }
    XCTAssertTrue(stopped.hasPrefix("half"), stopped)
    let list = "let list = [1, 2]\nfor n in 0..<4 { print(list[n]) }"
    XCTAssertTrue(try client.run(list).contains("The cell crashed: Index out of range"))
    XCTAssertTrue(
      try client.run("guard let a = Int(\"3\") else { return }").contains("no caller to return to"))
    XCTAssertEqual(try client.run("print(readLine() ?? \"end\")"), "end\n")
  }

  func testACellCanWait() throws {
    let client = try slowClient()
    _ = try client.run(
      "func later(_ n: Int) async throws -> Int {\n  try await Task.sleep(nanoseconds: 1_000_000)\n  return n\n}"
    )
    XCTAssertEqual(try client.run("var a = [try await later(3)]\nprint(a)"), "[3]\n")
    XCTAssertEqual(
      try client.run("func use() -> Int { a.append(4); return a.count }\nprint(use(), a)"), "2 [3, 4]\n")
    XCTAssertEqual(try client.run("for n in 0..<2 { a.append(try await later(n)) }\na"), "[3, 4, 0, 1]")
    XCTAssertEqual(try client.run("Task { @MainActor in print(\"task\") }\nprint(\"cell\")"), "cell\ntask\n")
    XCTAssertEqual(
      try client.run("defer { print(\"deferred\") }\nprint(try await later(1))"), "1\ndeferred\n")
    let wrong = try client.run("let b = 1\nlet c: Int = await later(\"x\")")
    XCTAssertTrue(wrong.contains("line 2: error: cannot convert"), wrong)
    XCTAssertTrue(wrong.contains("\nlet c: Int = await later(\"x\")\n                         ^"), wrong)
  }

  func testTasksWorkAfterATrapAndAnInterrupt() throws {
    let client = try slowClient()
    _ = try client.run(
      "actor Counter {\n  var n = 0\n  func up() -> Int { n += 1; return n }\n}\nlet counter = Counter()")
    XCTAssertEqual(try client.run("print(await counter.up())"), "1\n")
    XCTAssertTrue(
      try client.run("print(await counter.up())\nfatalError(\"no\")").contains("cell 3, line 2\n"))
    let stopped = try client.run(
      "print(await counter.up())\nwhile true { try await Task.sleep(for: .seconds(1)) }"
    ) {
      $0.contains("2")
    }
    XCTAssertEqual(stopped, "2\nInterrupted. Everything is as it was before this cell.\n")
    XCTAssertEqual(
      try client.run("try await Task.sleep(for: .milliseconds(1))\nprint(await counter.up())"), "2\n")
  }

  func testWhatAGuardBindsLivesOn() throws {
    let client = try slowClient()
    XCTAssertEqual(
      try client.run(
        "guard let a = Int(\"3\"), case let (b, c) = (a, \"c\") else { fatalError() }\nprint(a)"), "3\n")
    XCTAssertEqual(try client.run("func f() -> Int { a + b }\nprint(f(), c)"), "6 c\n")
    XCTAssertTrue(
      try client.run("let d = 1\nguard let e = Int(\"x\") else { fatalError(\"no number\") }")
        .hasPrefix("The cell crashed: no number\n  at cell 3, line 2"))
    XCTAssertTrue(
      try client.run("private let hidden = b\nlet a: Int? = 4").hasPrefix("note: f (cell 2) still uses"))
    XCTAssertEqual(try client.run("guard let a else { fatalError() }\nprint(a, hidden)"), "4 3\n")
  }

  func testTheLastValueIsShownAndItsMistakesAreTheUsersOwn() throws {
    let client = try slowClient()
    XCTAssertEqual(try client.run("let a = [1, 2]\na"), "[1, 2]")
    XCTAssertEqual(try client.run("a.map {\n  $0 + 1\n}"), "[2, 3]")
    XCTAssertEqual(
      try client.run("let b = 1\na.cuont"),
      "line 2: error: value of type '[Int]' has no member 'cuont'\na.cuont\n~ ^~~~~\n")
    XCTAssertEqual(try client.run("func f() { [1].forEach { print($0) } }\nfunc g() { f() }"), "")
  }

  func testMembersAndConformancesCanBeDeclaredAgain() throws {
    let client = try slowClient()
    _ = try client.run(
      "protocol P { func p() -> String }\nextension P { func twice() -> String { p() + p() } }\nstruct A {}")
    _ = try client.run(
      "extension Int { var half: Int { 1 }; var third: Int { 1 } }\nextension A: P { func p() -> String { \"1\" } }",
      cell: "x")
    XCTAssertEqual(try client.run("print(4.half, 4.third, A().twice())"), "1 1 11\n")
    _ = try client.run(
      "extension Int { var half: Int { 2 } }\nextension A: P { func p() -> String { \"2\" } }", cell: "x")
    XCTAssertEqual(try client.run("print(4.half, A().twice())"), "2 22\n")
    _ = try client.run("extension Int { var half: Int { 3 }; var fourth: Int { 3 } }\nlet n = 1", cell: "y")
    _ = try client.run("extension Int { var fourth: Int { 4 } }", cell: "z")
    XCTAssertEqual(try client.run("print(4.half, 4.fourth, n)"), "3 4 1\n")
    XCTAssertEqual(
      try client.run("extension Int: P { func p() -> String { \"i\" } }\nprint(3.twice())"), "ii\n")
  }

  func testAnErrorThatNobodyCatchesIsToldWithItsLine() throws {
    let client = try slowClient()
    _ = try client.run(
      "enum Bad: Error { case worse(Int) }\nfunc f(_ n: Int) throws -> Int { throw Bad.worse(n) }")
    let shown = try client.run("print(\"first\")\nfor i in 0..<2 {\n  print(try f(i))\n}")
    XCTAssertTrue(
      shown.hasPrefix(
        "first\nThe cell crashed: nothing caught the error Bad.worse(0)\n  at cell 2, line 3\n"), shown)
    XCTAssertTrue(try client.run("\nthrow Bad.worse(7)").contains("Bad.worse(7)\n  at cell 3, line 2\n"))
    XCTAssertEqual(try client.run("do { _ = try f(1) } catch { print(error) }"), "worse(1)\n")
  }

  func testLibrariesOfTheToolchainAreLinked() throws {
    let client = try slowClient()
    XCTAssertEqual(
      try client.run(
        "import RegexBuilder\nlet digits = Regex { OneOrMore(.digit) }\nprint(\"ab12\".firstMatch(of: digits)!.output)"
      ),
      "12\n")
  }

  private func slowClient() throws -> NotebookClient {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    return try NotebookClient()
  }
}
