import CellEngine
import ChildProcesses
import Formats
import Foundation

extension Kernel {
  /// Takes a cell on: has it compiled. An empty one is done at once.
  func execute(_ message: KernelMessage) {
    let source = message.content["code"]?.string ?? ""
    let isSilent = message.content["silent"]?.bool ?? false
    if !isSilent { cellCount += 1 }
    if !isSilent {
      publish(
        "execute_input", ["code": .string(source), "execution_count": .integer(cellCount)], for: message)
    }
    let outline = CellOutline(source)
    guard !outline.words.isEmpty || !source.allSatisfy(\.isWhitespace) else { return finish(message, nil) }
    moduleCount += 1
    let cellID = message.metadata["cellId"]?.string
    // Messages of the compiler name a module here and there: it has the number that the user sees.
    let module = isSilent ? "Silent\(moduleCount)" : "Cell\(cellCount)"
    do {
      let shown = LastValue(evidentIn: source)
      let job = try compiler.start(
        shown?.source ?? source, prelude: prelude(for: outline, cellID, showing: shown), module: module,
        label: "cell \(cellCount)", isOptimized: outline.hasLoops)
      execution = Execution(
        request: message, source: source, outline: outline, cellID: cellID, number: cellCount,
        isSilent: isSilent, stopsOthers: message.content["stop_on_error"]?.bool ?? true, job: job,
        showsLastValue: shown != nil)
    } catch {
      finish(message, CellFailure(name: "Kernel", value: "\(error)", lines: ["\(error)"]))
    }
  }

  private func prelude(for outline: CellOutline, _ cellID: String?, showing shown: LastValue?) -> String {
    history.prelude(for: outline, cellID: cellID) + (shown == nil ? "" : "import NotebookDisplay\n")
  }

  /// Stops the cell that is compiled or runs; without one nothing happens.
  func interrupt() {
    guard execution != nil else { return }
    execution?.isInterrupted = true
    if execution?.stage == .compiling {
      execution?.job.process.endWithDescendants()
    } else {
      holder.stopCell()
    }
  }

  /// Takes the cell as far as it can go now.
  func advance() {
    switch execution?.stage {
    case .compiling: advanceCompiling()
    case .running: holder.events(withOutput: !publisher.isCrowded).forEach(take)
    case nil: break
    }
  }

  private func advanceCompiling() {
    guard var current = execution else { return }
    let process = current.job.process
    if let bytes = HolderProcess.available(process.output) { current.compilerOutput += bytes }
    execution = current
    guard let end = process.poll() else { return }
    current.compilerOutput += HolderProcess.available(process.output) ?? []
    let said = CellDiagnostics(
      String(decoding: current.compilerOutput, as: UTF8.self), label: current.label, texts: current.job.texts)
    if current.isInterrupted { return close(.interrupted(changed: false)) }
    guard end == .exited(0) else {
      return current.showsLastValue ? startAgain(current, showing: nil) : close(.notCompiled(said))
    }
    history.addImports(of: current.outline)
    if !current.showsLastValue, !current.isAsItIs,
      let shown = LastValue(current.source, unused: said.unused)
    {
      return startAgain(current, showing: shown)
    }
    if !said.warnings.isEmpty { show(said.warnings.joined(separator: "\n") + "\n", on: "stderr") }
    execution?.stage = .running
    holder.run(current.job.entry, in: current.job.library)
  }

  /// Compiles a cell once more: with its last value shown, or as it is where that was not taken.
  private func startAgain(_ current: Execution, showing shown: LastValue?) {
    guard
      let job = try? compiler.start(
        shown?.source ?? current.source,
        prelude: prelude(for: current.outline, current.cellID, showing: shown), module: current.job.module,
        label: current.label, isOptimized: current.outline.hasLoops)
    else { return close(.interrupted(changed: false)) }
    execution?.job = job
    execution?.compilerOutput = []
    execution?.showsLastValue = shown != nil
    execution?.isAsItIs = shown == nil
  }

  private func take(_ event: HolderProcess.Event) {
    switch event {
    case .output(.text(let text)): show(text, on: "stdout")
    case .errorText(let text): show(text, on: "stderr")
    case .output(.display(let forms)): show(forms)
    case .done: close(nil)
    case .refused(let reason): close(.notLoaded(reason))
    case .restored(let lastWords):
      guard let current = execution else { return }
      let failure =
        current.isInterrupted
        ? CellFailure.interrupted(changed: true) : .ended(by: holder.crash, lastWords: lastWords)
      close(history.hasUsedQueues ? failure.withoutQueues : failure)
    case .lost: closeAfterLoss()
    }
  }

  /// The process with the state has gone with its copy: a new one begins with nothing.
  private func closeAfterLoss() {
    history = CellHistory()
    do {
      holder = try HolderProcess(executable: library.executable, folder: compiler.folder)
    } catch {
      isEnding = true
    }
    close(.lost)
  }

  /// Ends the cell, well or with a failure, and answers.
  private func close(_ failure: CellFailure?) {
    guard let current = execution else { return }
    execution = nil
    if failure == nil {
      tellOutdated(current)
      history.add(
        module: current.job.module, number: current.number, cellID: current.cellID, outline: current.outline)
    } else if current.stopsOthers {
      dropWaiting()
    }
    finish(current.request, failure)
  }

  private func finish(_ request: KernelMessage, _ failure: CellFailure?) {
    flushStream(for: request)
    var content: [String: JSONValue] = ["execution_count": .integer(cellCount)]
    if let failure {
      let error: [String: JSONValue] = [
        "ename": .string(failure.name), "evalue": .string(failure.value),
        "traceback": .array(failure.lines.map(JSONValue.string)),
      ]
      publish("error", .object(error), for: request)
      content.merge(error) { $1 }
      content["status"] = "error"
    } else {
      content.merge(["status": "ok", "user_expressions": [:], "payload": []]) { $1 }
    }
    send("execute_reply", .object(content), for: request)
    publish("status", ["execution_state": "idle"], for: request)
  }

  /// Cells that were to run after one that failed do not run.
  private func dropWaiting() {
    let dropped = waiting.filter { $0.type == "execute_request" }
    waiting.removeAll { $0.type == "execute_request" }
    for message in dropped {
      publish("status", ["execution_state": "busy"], for: message)
      send("execute_reply", ["status": "aborted", "execution_count": .integer(cellCount)], for: message)
      publish("status", ["execution_state": "idle"], for: message)
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
