import XCTest

@testable import JupyterKernel

/// The kernel over real sockets, without Jupyter. What compiles cells runs with the slow tests.
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
    XCTAssertTrue(client.kernel.isEnding)
  }

  func testListensOnlyToWhoHasTheKey() throws {
    let client = try NotebookClient(key: "another key")
    client.send("kernel_info_request", [:])
    for _ in 0..<50 { client.kernel.turn(milliseconds: 2) }
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
    XCTAssertTrue(try client.run("import Foundation\nexit(0)").contains("exit() does so"))
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
    let completed = try client.ask("complete_request", ["code": "é; m.transp", "cursor_pos": 11])
    XCTAssertEqual(completed.content["matches"], ["transposed"])
    XCTAssertEqual(completed.content["cursor_start"], 5)
    let explained = try client.ask("inspect_request", ["code": "matmul(m, m)", "cursor_pos": 3])
    let text = explained.content["data"]?["text/plain"]?.string ?? ""
    XCTAssertTrue(text.hasPrefix("func matmul<Scalar>(_ a: Matrix<Scalar>"), text)
    XCTAssertTrue(text.contains("The matrix product"), text)
    XCTAssertEqual(
      try client.ask("inspect_request", ["code": "nothing", "cursor_pos": 3]).content["found"], false)
  }

  private func slowClient() throws -> NotebookClient {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    return try NotebookClient()
  }
}
