import ChildProcesses
import Formats
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A cell's library, with what it was made of.
package struct BuiltCell {
  /// All that the compiler read of the program, as a hash.
  package let key: [UInt8]
  /// What the compiler reads of it for a later cell, as a hash.
  package let interface: [UInt8]
  package let library: URL
  package let entry: String
}

/// A cell that is being compiled.
package struct CompilingCell {
  package let index: Int
  package let key: [UInt8]
  package let job: CellCompiler.Job
  package var output: [UInt8] = []

  /// Takes what the compiler has said by now; gives its end, if it has come to it.
  package mutating func advance() -> ChildEnd? {
    let end = job.process.poll()
    output += HolderProcess.available(job.process.output) ?? []
    return end
  }
}

extension CellSession {
  /// Starts to compile a cell, whose predecessors are compiled, unless it has been compiled or is being so.
  package func startCompiling(_ plan: CellPlan) throws {
    let key = key(of: plan)
    guard built[plan.index]?.key != key, compiling?.index != plan.index || compiling?.key != key else {
      return
    }
    compiling?.job.process.endWithDescendants()
    built[plan.index] = nil
    let job = try compiler.start(
      plan.source, prelude: plan.prelude, module: plan.module, label: plan.label,
      isOptimized: plan.isOptimized)
    compiling = CompilingCell(index: plan.index, key: key, job: job)
  }

  /// Waits for a cell to be compiled; `nil` where it is outdated before.
  ///
  /// - Throws: ``CellStop`` where the compiler does not take it.
  package func finishCompiling(_ plan: CellPlan, _ isOutdated: () -> Bool) throws -> BuiltCell? {
    if let cell = built[plan.index], compiling?.index != plan.index { return cell }
    var end: ChildEnd?
    while end == nil {
      guard let output = compiling?.job.process.output else { return nil }
      var polls = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
      _ = poll(&polls, 1, 20)
      end = compiling?.advance()
      if end == nil, isOutdated() { return nil }
    }
    guard let done = compiling else { return nil }
    compiling = nil
    guard end == .exited(0) else {
      throw CellStop(
        CellDiagnostics(
          String(decoding: done.output, as: UTF8.self), label: plan.label, texts: done.job.texts),
        in: plan.index)
    }
    let cell = BuiltCell(
      key: done.key, interface: try interface(of: plan), library: done.job.library, entry: done.job.entry)
    built[plan.index] = cell
    return cell
  }

  private func key(of plan: CellPlan) -> [UInt8] {
    var hash = SHA256()
    hash.add(part: plan.prelude)
    hash.add(part: plan.source)
    for need in plan.needs { hash.add(part: built[need]?.interface ?? []) }
    return hash.bytes
  }

  /// Its module, and those in turn from which that has types or functions: a type's size is in what uses the type.
  private func interface(of plan: CellPlan) throws -> [UInt8] {
    var hash = SHA256()
    let file = compiler.folder.appendingPathComponent("\(plan.module).swiftmodule")
    hash.add(part: Array(try Data(contentsOf: file)))
    for need in plan.needs { hash.add(part: built[need]?.interface ?? []) }
    return hash.bytes
  }
}
