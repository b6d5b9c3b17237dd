import CellEngine
import ChildProcesses
import Formats
import Foundation

extension Kernel {
  /// Takes a cell on: has it compiled. An empty one is done at once.
  func execute(_ message: KernelMessage) {
    let source = message.content["code"]?.string ?? ""
    let isSilent = message.content["silent"]?.bool ?? false
    let isCounted = !isSilent && message.content["store_history"]?.bool ?? true
    if isCounted {
      cellCount += 1
      inputs.add(source, number: cellCount)
    }
    if !isSilent {
      audience.publish(
        "execute_input", ["code": .string(source), "execution_count": .integer(cellCount)], for: message)
    }
    let outline = CellOutline(source)
    guard !outline.words.isEmpty || !source.allSatisfy(\.isWhitespace) else { return finish(message, nil) }
    moduleCount += 1
    let cellID = message.metadata["cellId"]?.string
    // Messages of the compiler name a module here and there: it has the number that the user sees.
    let plan = CellPlan(
      source, outline, after: history, cellID: cellID, number: cellCount,
      module: isCounted ? "Cell\(cellCount)" : "Silent\(moduleCount)")
    execution = Execution(
      request: message, outline: outline, cellID: cellID, isSilent: isSilent,
      run: CellRun(plan, showsLastValue: true))
    advance()
  }

  /// Stops the cell that is compiled or runs; without one nothing happens.
  func interrupt() { execution?.run.stop(on: holder) }

  /// Takes the cell as far as it can go now.
  func advance() {
    let events = execution?.run.advance(compiler, holder, withOutput: !audience.isCrowded)
    follow(events ?? [])
  }

  /// Shows what the cell has told, and does what its step asks for.
  func follow(_ events: [HolderProcess.Event]) {
    for event in events {
      switch event {
      case .output(let output): show(output)
      case .errorText(let text): show(text, on: "stderr")
      case .wantsLine: askForLine()
      case .done, .refused, .restored, .lost: break
      }
    }
    guard let current = execution else { return }
    switch current.run.step {
    case .compiling, .running: break
    case .compiled(let cell):
      history.addImports(of: current.outline)
      if !cell.warnings.isEmpty { show(cell.warnings.joined(separator: "\n") + "\n", on: "stderr") }
      execution?.run.begin(on: holder)
      compiler.standBy()
    case .ended(let stop): close(current, stop)
    }
  }

  /// Asks the notebook's user for a line if the request allows that.
  private func askForLine() {
    flushStream()
    guard let request = execution?.request, request.content["allow_stdin"]?.bool ?? false,
      audience.askForInput(for: request)
    else { return holder.send(line: nil) }
    isAwaitingLine = true
  }

  /// Sends the cell its line of input.
  func takeInput(_ message: KernelMessage) {
    guard message.type == "input_reply", isAwaitingLine else { return }
    isAwaitingLine = false
    holder.send(line: message.content["value"]?.string ?? "")
  }

  /// Ends the cell, well or before its time, and answers.
  private func close(_ current: Execution, _ stop: CellFailure?) {
    showEnds()
    isAwaitingLine = false
    if let result = current.result { inputs.note(result: result) }
    if stop == nil {
      reportOutdated(current)
      let plan = current.run.plan
      history.add(
        module: plan.module, number: plan.number, cellID: current.cellID, outline: current.outline)
    } else if current.request.content["stop_on_error"]?.bool ?? true {
      dropWaiting()
    }
    if stop?.kind == .stateLost {
      history = CellHistory()
      do { holder = try HolderProcess(executable: library.executable, folder: compiler.folder) } catch {
        isEnding = true
      }
    }
    execution = nil
    lastEnd = Date()
    endedCount += 1
    finish(current.request, stop)
  }

  private func finish(_ request: KernelMessage, _ stop: CellFailure?) {
    flushStream(for: request)
    var content: [String: JSONValue] = ["execution_count": .integer(cellCount)]
    if let stop {
      let error: [String: JSONValue] = [
        "ename": .string(stop.kind.rawValue), "evalue": .string(stop.reason),
        "traceback": .array(stop.lines.map(JSONValue.string)),
      ]
      audience.publish("error", .object(error), for: request)
      content.merge(error) { $1 }
      content["status"] = "error"
    } else {
      content.merge(["status": "ok", "user_expressions": Self.refusals(of: request), "payload": []]) { $1 }
    }
    audience.send("execute_reply", .object(content), for: request)
    audience.publish("status", ["execution_state": "idle"], for: request)
  }

  /// The additional expressions of a request. Each would have to be compiled separately, so none is evaluated.
  private static func refusals(of request: KernelMessage) -> JSONValue {
    guard case .object(let expressions)? = request.content["user_expressions"] else { return [:] }
    let reason: JSONValue = "this kernel does not evaluate expressions in addition to a cell"
    return .object(
      expressions.mapValues { _ in
        ["status": "error", "ename": "Kernel", "evalue": reason, "traceback": [reason]]
      })
  }

  /// Cells that were to run after one that failed do not run.
  private func dropWaiting() {
    let dropped = waiting.filter { $0.type == "execute_request" }
    waiting.removeAll { $0.type == "execute_request" }
    for message in dropped {
      audience.publish("status", ["execution_state": "busy"], for: message)
      audience.send(
        "execute_reply", ["status": "aborted", "execution_count": .integer(cellCount)], for: message)
      audience.publish("status", ["execution_state": "idle"], for: message)
    }
  }

  private func reportOutdated(_ current: Execution) {
    let outdated = history.outdated(by: current.outline, cellID: current.cellID)
    guard !outdated.isEmpty else { return }
    let names = outdated.map { "\($0.name) (cell \($0.number))" }.joined(separator: ", ")
    show(
      "note: \(names) still uses what was declared before; run it again to have it use the new one\n",
      on: "stderr")
  }
}
