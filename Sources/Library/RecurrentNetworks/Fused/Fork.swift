import LinearAlgebra
import MatrixKernels

/// Work on several threads at once. The results do not depend on how many there are.
package struct Fork: Sendable {
  /// How many threads work, the caller's among them.
  package let threadCount: Int

  /// As many threads as asked for, but at least the caller's own and at most as many as ever share work.
  package init(threadCount: Int) { self.threadCount = min(max(1, threadCount), Int(mk_most_threads())) }

  /// Into how many pieces to cut work that is handed out piece by piece: enough that no thread waits long for another.
  package var pieceCount: Int { threadCount == 1 ? 1 : 2 * threadCount }

  /// Calls `body` with 0, 1 … `count` - 1, in parallel if there are several threads.
  package func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if threadCount == 1 || count <= 1 {
      for index in 0..<count { body(index) }
    } else {
      withoutActuallyEscaping(body) { run(count, SharedWork($0)) }
    }
  }

  /// Does the parts 0, 1 … `count` - 1 of some work, in parallel if there are several threads. Allocates nothing.
  package func run(_ count: Int, _ work: SharedWork) {
    if threadCount == 1 || count <= 1 {
      for index in 0..<count { work.part(index) }
      return
    }
    withUnsafePointer(to: work) { place in
      mk_fork(
        Int32(threadCount), count,
        { context, index in context?.assumingMemoryBound(to: SharedWork.self).pointee.part(index) },
        UnsafeMutableRawPointer(mutating: place))
    }
  }

  /// Part `index` of `count` rows, cut into as many parts as there are threads.
  package func share(_ index: Int, of count: Int) -> Range<Int> {
    count * index / threadCount..<count * (index + 1) / threadCount
  }
}

/// Work that threads share, kept by the code that repeats it.
package struct SharedWork: Sendable {
  let part: @Sendable (Int) -> Void

  /// Work of which `part` does the part that it is given.
  package init(_ part: @escaping @Sendable (Int) -> Void) { self.part = part }
}

extension Fork {
  /// As many threads as ``WorkerThreads/count`` says.
  package static var machine: Fork { Fork(threadCount: WorkerThreads.count) }

  /// The threads that a pass is worth: waking one takes longer than a small pass.
  static func fitting<Scalar>(_ cell: FusedCell<Scalar>, stepCount: Int, batchSize: Int) -> Fork {
    let multiplications = stepCount * batchSize * (cell.weightHH.count + cell.weightIH.count)
    return multiplications < 4_000_000 || batchSize < 4 ? Fork(threadCount: 1) : machine
  }
}
