import LinearAlgebra
import MatrixKernels
import XCTest

/// Makes blocks of random rows for the sequence kernels, and sees that nothing is written between the rows.
final class KernelRows<Scalar: MatrixScalar> {
  let count = 3
  private var generator: SplitMix64
  private var blocks: [Block] = []

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// Rows of numbers from ±2.
  func block(_ columns: Int) -> Block {
    keep(
      Spaced(
        .uniform(rows: count, columns: columns, in: -2...2, using: &generator), gap: 1 + blocks.count % 3))
  }

  fileprivate func keep(_ spaced: Spaced<Scalar>) -> Block {
    let block = Block(spaced, self)
    blocks.append(block)
    return block
  }

  func assertUntouched(file: StaticString = #filePath, line: UInt = #line) {
    for (index, block) in blocks.enumerated() {
      XCTAssertTrue(
        block.spaced.isUntouchedBetweenRows, "block \(index) was written between its rows", file: file,
        line: line)
    }
  }

  /// Some rows of numbers where the kernels find them.
  final class Block {
    private let memory: UnsafeMutableBufferPointer<Scalar>
    private let shape: Spaced<Scalar>
    private unowned let maker: KernelRows

    init(_ spaced: Spaced<Scalar>, _ maker: KernelRows) {
      shape = spaced
      self.maker = maker
      memory = .allocate(capacity: spaced.scalars.count)
      _ = memory.initialize(from: spaced.scalars)
    }

    deinit { memory.deallocate() }

    /// The current numbers.
    var spaced: Spaced<Scalar> {
      var result = shape
      result.scalars = Array(memory)
      return result
    }
    var matrix: Matrix<Scalar> { spaced.matrix }
    var rows: mk_rows { mk_rows(start: memory.baseAddress, stride: shape.stride) }

    /// The columns cut into equal parts.
    func parts(_ count: Int) -> [Matrix<Scalar>] {
      let (matrix, width) = (matrix, shape.columns / count)
      return (0..<count).map { matrix.columns($0 * width..<($0 + 1) * width) }
    }

    /// A block of the same numbers.
    func copy() -> Block { maker.keep(spaced) }
  }
}
