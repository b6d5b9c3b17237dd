import LinearAlgebra

/// Memory for numbers, allocated once and used many times: what the fused path keeps from step to step.
///
/// Large buffers lie on huge pages where the system has them, so that a weight matrix takes one or two entries of
/// the processor's page table cache instead of a thousand.
package final class NumberBuffer<Scalar: MatrixScalar>: @unchecked Sendable {
  /// The first number.
  package let start: UnsafeMutablePointer<Scalar>
  /// How many there are.
  package let count: Int

  private let release: () -> Void

  /// Zeros.
  package init(_ count: Int) {
    require(
      count >= 0 && count <= MatrixShape.largestCount, "there is no memory for \(count) numbers side by side")
    let bytes = max(1, count) * MemoryLayout<Scalar>.stride
    let memory: UnsafeMutableRawPointer
    if let pages = HugePages(bytes) {
      memory = pages.start
      release = pages.release
    } else {
      let small = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      small.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
      memory = small
      release = { small.deallocate() }
    }
    start = memory.bindMemory(to: Scalar.self, capacity: max(1, count))
    self.count = count
  }

  /// The numbers of a matrix.
  convenience init(_ matrix: Matrix<Scalar>) {
    self.init(matrix.count)
    copy(matrix, of: matrix.shape, to: 0)
  }

  deinit { release() }

  /// Copies a matrix to the numbers from `offset` on, if there is room for one of shape `shape`.
  package func copy(_ matrix: Matrix<Scalar>, of shape: MatrixShape, to offset: Int) {
    require(
      matrix.shape == shape,
      "the place of a matrix of shape \(shape) does not take one of shape \(matrix.shape)")
    check(offset, matrix.shape)
    matrix.withUnsafeElements { elements in
      guard let source = elements.baseAddress else { return }
      (start + offset).update(from: source, count: elements.count)
    }
  }

  /// The numbers from `offset` on as a matrix.
  package func matrix(at offset: Int = 0, rows: Int, columns: Int) -> Matrix<Scalar> {
    check(offset, MatrixShape(rows, columns))
    return Matrix(
      rows: rows, columns: columns,
      elements: Array(UnsafeBufferPointer(start: start + offset, count: rows * columns)))
  }

  /// Copies the numbers from `offset` on into a matrix.
  package func read(into matrix: inout Matrix<Scalar>, at offset: Int) {
    check(offset, matrix.shape)
    matrix.withUnsafeMutableElements { elements in
      guard let target = elements.baseAddress else { return }
      target.update(from: start + offset, count: elements.count)
    }
  }

  private func check(_ offset: Int, _ shape: MatrixShape) {
    require(
      offset >= 0 && offset + shape.count <= count,
      "from number \(offset) on, \(count) numbers hold no matrix of shape \(shape)")
  }
}

extension UnsafeMutablePointer where Pointee: MatrixScalar {
  /// Sets numbers to zero: as bytes, since a loop over numbers of a type that is not known yet is slow.
  func clear(_ count: Int) {
    UnsafeMutableRawPointer(self).initializeMemory(
      as: UInt8.self, repeating: 0, count: count * MemoryLayout<Pointee>.stride)
  }
}
