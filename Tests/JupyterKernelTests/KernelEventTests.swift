import Formats
import Foundation
import TestSupport
import XCTest

@testable import CellEngine
@testable import JupyterKernel

/// The kernel's replies to requests and events, without a socket; no cell is compiled.
final class KernelEventTests: XCTestCase {
  func testWhatAWidgetOpensIsClosed() throws {
    let (kernel, notebook) = try kernel()
    kernel.work(urgent: [], [request("comm_open", ["comm_id": "7", "target_name": "jupyter.widget"])])
    XCTAssertEqual(notebook.said, ["busy", "comm_close 7", "idle"])
    kernel.work(urgent: [], [request("comm_msg", ["comm_id": "7"])])
    XCTAssertEqual(notebook.said.dropFirst(3), ["busy", "idle"])
  }

  func testAnUnknownRequestIsRefused() throws {
    let (kernel, notebook) = try kernel()
    kernel.work(urgent: [request("debug_request", [:])], [])
    XCTAssertEqual(
      notebook.said, ["busy", "debug_reply error: this kernel does not know 'debug_request'", "idle"])
  }

  func testACellsEventsAreShownInTheirOrderAndThenAnswered() throws {
    let (kernel, notebook) = try kernel()
    begin("a", in: kernel)
    tell(
      [
        .output(.text("1\n")), .output(.display(["text/plain": "d"])), .output(.result(["text/plain": "r"])),
        .output(.update(["text/plain": "d"], id: "a")), .output(.clear), .errorText("2\n"), .done,
      ], to: kernel)
    XCTAssertEqual(
      notebook.said,
      [
        "stdout 1\n", "display_data", "execute_result", "update_display_data", "clear_output", "stderr 2\n",
        "execute_reply ok", "idle",
      ])
    XCTAssertEqual(kernel.inputs.entries.map(\.result), [])
    XCTAssertNil(kernel.execution)
    XCTAssertEqual(kernel.history.names, ["a"])
  }

  func testALineIsAskedForWhereTheRequestAllowsIt() throws {
    let (kernel, notebook) = try kernel()
    begin("a", in: kernel, ["allow_stdin": true])
    tell([.output(.text("name? ")), .wantsLine], to: kernel)
    XCTAssertEqual(notebook.said, ["stdout name? ", "input_request"])
    XCTAssertTrue(kernel.isAwaitingLine)
    kernel.work(urgent: [request("input_reply", ["value": "Ada"], .input)], [])
    XCTAssertFalse(kernel.isAwaitingLine)
    tell([.done], to: kernel)
    begin("b", in: kernel, ["allow_stdin": false])
    tell([.wantsLine], to: kernel)
    XCTAssertFalse(kernel.isAwaitingLine)
    XCTAssertEqual(notebook.said.filter { $0 == "input_request" }.count, 1)
  }

  func testAQuestionIsAnsweredWhileACellRuns() throws {
    let (kernel, notebook) = try kernel()
    begin("a", in: kernel)
    kernel.work(
      urgent: [], [request("is_complete_request", ["code": "1"]), request("kernel_info_request", [:])])
    // The kernel stays busy; other requests wait for the cell.
    XCTAssertEqual(notebook.said, ["busy", "is_complete_reply complete", "idle", "busy"])
    XCTAssertEqual(kernel.waiting.map(\.type), ["kernel_info_request"])
  }

  func testWhatWaitsBehindACellThatFailsIsDropped() throws {
    let (kernel, notebook) = try kernel()
    begin("a", in: kernel)
    kernel.waiting = [request("execute_request", ["code": "2"]), request("kernel_info_request", [:])]
    tell([.restored(nil, lastWords: "no")], to: kernel)
    XCTAssertEqual(
      notebook.said,
      ["busy", "execute_reply aborted", "idle", "error Crashed", "execute_reply error: no", "idle"])
    XCTAssertEqual(kernel.waiting.map(\.type), ["kernel_info_request"])
    XCTAssertEqual(kernel.history.names, [])
  }

  func testALostStateIsBegunAnew() throws {
    let (kernel, notebook) = try kernel()
    begin("a", in: kernel)
    tell([.done], to: kernel)
    let holder = kernel.holder
    begin("b", in: kernel)
    tell([.lost], to: kernel)
    XCTAssertEqual(notebook.said.dropFirst(2).first, "error State lost")
    XCTAssertEqual(kernel.history.names, [])
    XCTAssertFalse(kernel.holder === holder)
  }

  func testACompilerThatCannotBeStartedIsToldAsThat() throws {
    let (kernel, notebook) = try kernel()
    try FileManager.default.removeItem(at: kernel.compiler.folder)
    kernel.work(urgent: [], [request("execute_request", ["code": "1 + 1"])])
    XCTAssertEqual(notebook.said.prefix(3), ["busy", "execute_input", "error Kernel"])
    XCTAssertNil(kernel.execution)
  }

  func testAnInterruptEndsTheCompiler() throws {
    let (kernel, notebook) = try kernel()
    kernel.work(urgent: [], [request("execute_request", ["code": "1 + 1"])])
    XCTAssertNotNil(kernel.execution)
    kernel.work(urgent: [request("interrupt_request", [:])], [])
    XCTAssertEqual(
      notebook.said.dropFirst(2),
      [
        "busy", "interrupt_reply ok", "idle", "busy", "error Interrupted",
        "execute_reply error: the cell was stopped",
        "idle",
      ])
  }

  private func kernel() throws -> (Kernel, Notebook) {
    let notebook = Notebook()
    return (try Kernel(executable: builtProgram("course-notebook"), audience: notebook), notebook)
  }

  /// Has a cell run, as the kernel sees it, that declares a name.
  private func begin(_ name: String, in kernel: Kernel, _ content: JSONValue = [:]) {
    let outline = CellOutline("let \(name) = 1")
    let plan = CellPlan("", outline, after: kernel.history, cellID: nil, number: 1, module: "Cell1")
    var run = CellRun(plan, CompiledCell(library: URL(fileURLWithPath: "/"), entry: "", warnings: []))
    run.take(.begun)
    kernel.execution = Execution(
      request: request("execute_request", content), outline: outline, cellID: nil, isSilent: false, run: run)
  }

  private func tell(_ events: [HolderProcess.Event], to kernel: Kernel) {
    events.forEach { kernel.execution?.run.take(.told($0)) }
    kernel.follow(events)
  }

  private func request(
    _ type: String, _ content: JSONValue, _ channel: KernelMessage.Channel = .shell
  ) -> KernelMessage {
    let signer = MessageSigner(key: [])
    var composer = MessageComposer(signer: signer)
    let frames = composer.frames(type, content, parent: nil, after: [])
    return KernelMessage(frames, channel: channel, peer: 0, signer: signer)!
  }
}

/// Records the messages it receives, each in a few words.
private final class Notebook: Audience {
  let isCrowded = false
  private(set) var said: [String] = []

  func askForInput(for request: KernelMessage) -> Bool {
    said.append("input_request")
    return true
  }

  func send(_ type: String, _ content: JSONValue, for request: KernelMessage) {
    publish(type, content, for: request)
  }

  func publish(_ type: String, _ content: JSONValue, for request: KernelMessage?) {
    let state = content["execution_state"]?.string
    let words = ["name", "text", "comm_id", "status"].compactMap { content[$0]?.string }
    let error = type == "error" ? content["ename"] : content["evalue"]
    let failure = error?.string.map { words.isEmpty ? [$0] : ["\(words[0]): \($0)"] } ?? words
    said.append(state ?? ((type == "stream" ? [] : [type]) + failure).joined(separator: " "))
  }
}
