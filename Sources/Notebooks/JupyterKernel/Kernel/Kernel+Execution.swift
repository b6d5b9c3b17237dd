import CellEngine
import ChildProcesses
import Formats

extension Kernel {
  /// Takes a cell on: has it compiled. An empty one is done at once.
  func execute(_ message: KernelMessage) {
    let source = message.content["code"]?.string ?? ""
    let isSilent = message.content["silent"]?.bool ?? false
    if !isSilent {
      cellCount += 1
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
      module: isSilent ? "Silent\(moduleCount)" : "Cell\(cellCount)")
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
      case .output(.text(let text)): show(text, on: "stdout")
      case .errorText(let text): show(text, on: "stderr")
      case .output(.display(let forms)): show(forms)
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
    case .ended(let stop): close(current, stop)
    }
  }

  /// Ends the cell, well or before its time, and answers.
  private func close(_ current: Execution, _ stop: CellStop?) {
    if stop == nil {
      tellOutdated(current)
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
    finish(current.request, stop)
  }

  private func finish(_ request: KernelMessage, _ stop: CellStop?) {
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
      content.merge(["status": "ok", "user_expressions": [:], "payload": []]) { $1 }
    }
    audience.send("execute_reply", .object(content), for: request)
    audience.publish("status", ["execution_state": "idle"], for: request)
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

  private func tellOutdated(_ current: Execution) {
    let outdated = history.outdated(by: current.outline, cellID: current.cellID)
    guard !outdated.isEmpty else { return }
    let names = outdated.map { "\($0.name) (cell \($0.number))" }.joined(separator: ", ")
    show(
      "note: \(names) still uses what was declared before; run it again to have it use the new one\n",
      on: "stderr")
  }
}
