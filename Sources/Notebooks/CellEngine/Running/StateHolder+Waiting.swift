/// Cells that wait: with `await` at its top level, a cell is a task to Swift, after which the program ends.
///
/// Such a cell ends with a call that says so and then waits for ever. Where it waits, Swift asks the main thread to run
/// the main actor's jobs and not to return. It does so until the cell has ended, and then serves the kernel from where
/// it stands: what lies below it on the stack is never needed again.
extension StateHolder {
  /// What is compiled behind such a cell.
  package static let endOfCell = """
    @_silgen_name("course_cellEnded") private func courseCellEnded()
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in courseCellEnded() }

    """

  nonisolated(unsafe) fileprivate static var hasEnded = false

  /// Runs the cell that waits to its end, and then the next ones.
  package static func goOn() {
    JobQueue.shared.runMain { hasEnded }
    hasEnded = false
    close("done")
    serve()
    _exit(0)
  }
}

/// What a cell that waits calls at its end.
@_cdecl("course_cellEnded")
public func cellEnded() { StateHolder.hasEnded = true }
