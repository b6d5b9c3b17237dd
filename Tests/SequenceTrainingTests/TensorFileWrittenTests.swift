import Foundation
import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// The file `course.safetensors` is written here and read by the real library:
/// Tests/ReferenceData/check_tensors.py loads its cells into PyTorch and compares what they compute. These
/// tests compare the file with the current output.
final class TensorFileWrittenTests: XCTestCase {
  /// A cell's weights in PyTorch's form, a sequence, and the cell's outputs for it.
  private func add<Cell: ConvertibleCell>(
    _ cell: Cell, _ name: String, to file: inout TensorFile, _ generator: inout SplitMix64
  ) throws where Cell.Scalar == Double {
    let inputs = (0..<5).map { _ in
      Matrix<Double>.uniform(rows: 2, columns: 3, in: -1...1, using: &generator)
    }
    try file.store(cell, in: .pyTorch, prefix: "\(name).", suffix: "_l0")
    func put(_ steps: [Matrix<Double>], _ part: String) {
      file.tensors["numbers.\(name).\(part)"] = StoredTensor(
        shape: [steps.count, steps[0].rows, steps[0].columns], numbers: .double(steps.flatMap(\.elements)))
    }
    put(inputs, "inputs")
    put(RecurrentLayer(cell)(inputs).hidden, "hidden")
  }

  private func written() throws -> TensorFile {
    var generator = SplitMix64(seed: 31)
    var file = TensorFile()
    file.metadata = ["source": "TensorFileWrittenTests.swift, seed 31", "text": "\"ünï/cödé\"\n\\ 🙂"]
    try add(RNNCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator), "rnn", to: &file, &generator)
    try add(LSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator), "lstm", to: &file, &generator)
    try add(
      GRUCell<Double>(inputSize: 3, hiddenSize: 4, resetPlacement: .afterProduct, using: &generator), "gru",
      to: &file, &generator)
    file.tensors["types.float"] = StoredTensor(vector: [[1.5, -0.0, 0.1, .infinity]] as Matrix<Float>)
    file.tensors["types.number"] = StoredTensor(shape: [], numbers: .float([7.25]))
    file.tensors["types.empty"] = StoredTensor(Matrix<Double>.zeros(rows: 0, columns: 3))
    return file
  }

  /// Exact, except for results of tanh and sigmoid, whose last bits are each processor's own.
  func testTheCommittedFileIsWhatIsWrittenToday() throws {
    let today = try written()
    if ProcessInfo.processInfo.environment["COURSE_WRITE_REFERENCE"] == "1" {
      try today.write(to: referenceTensorFile("course"))
    }
    let committed = try referenceTensors("course")
    XCTAssertEqual(committed.metadata, today.metadata)
    XCTAssertEqual(committed.tensors.keys.sorted(), today.tensors.keys.sorted())
    for (name, tensor) in today.tensors {
      let theirs = try XCTUnwrap(committed.tensors[name])
      guard name.hasSuffix(".hidden") else {
        XCTAssertEqual(theirs, tensor, name)
        continue
      }
      XCTAssertEqual(theirs.shape, [5, 2, 4])
      for (ours, theirs) in zip(tensor.parts, theirs.parts) {
        let (ours, theirs) = (ours.matrix(of: Double.self)!, theirs.matrix(of: Double.self)!)
        XCTAssertTrue(
          ours.isApproximatelyEqual(to: theirs, absoluteTolerance: 1e-13, relativeTolerance: 0), name)
      }
    }
  }

  func testTheBytesAreTheSameAfterReading() throws {
    XCTAssertEqual(
      try referenceTensors("course").encoded(), try Data(contentsOf: referenceTensorFile("course")))
  }
}
