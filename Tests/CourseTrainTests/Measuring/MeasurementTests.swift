import Foundation
import LinearAlgebra
import SequenceTraining
import XCTest

@testable import course_train

final class MeasurementTests: XCTestCase {
  func testTheMedianIsTheMiddleInWhateverOrder() {
    XCTAssertEqual(median([5, 1, 3]), 3)
    XCTAssertEqual(median([4, 1, 3, 100]), 3.5)
    XCTAssertEqual(median([7]), 7)
  }

  func testTheGeometricMeanOfFactors() {
    XCTAssertEqual(geometricMean([2, 8]), 4, accuracy: 1e-12)
    XCTAssertEqual(geometricMean([3, 1.0 / 3]), 1, accuracy: 1e-12)
  }

  func testThePeakIsANumberForEveryCountOfThreads() {
    for threads in [1, 2, 5] {
      let peak = MultiplyAddPeak.measure(threadCount: threads, seconds: 0.001)
      XCTAssertTrue(peak.isFinite && peak > 0, "\(peak)")
    }
  }

  /// A set that is asked for is the one in use, here and in a worker that gets its variables.
  func testEveryInstructionSetOfTheProcessorCanBeTaken() {
    let usual = KernelLevel.current
    defer { _ = usual.use() }
    XCTAssertEqual(KernelLevel.available.first, .portable)
    XCTAssertTrue(KernelLevel.available.contains(usual))
    for set in KernelLevel.allCases {
      XCTAssertEqual(set.use(), KernelLevel.available.contains(set), set.rawValue)
      guard KernelLevel.available.contains(set) else { continue }
      XCTAssertEqual(KernelLevel.current, set)
      XCTAssertEqual(BenchmarkReport(rounds: 1, secondsPerTurn: 0).instructionSet, set)
      XCTAssertEqual(set.environment["COURSE_KERNELS"], set.rawValue)
    }
    let names = KernelLevel.allCases.map { $0.environment["ATEN_CPU_CAPABILITY"] }
    #if arch(x86_64)
      XCTAssertEqual(names, ["default", "avx2", "avx512"])
    #else
      XCTAssertEqual(names, [nil, nil, nil])
    #endif
  }

  #if os(Linux) || os(macOS)
    func testResidentMemoryGrowsWithWhatIsTouched() throws {
      let before = try XCTUnwrap(ResidentMemory.peak)
      let size = 1 << 26
      let memory = [UInt8](repeating: 1, count: size)
      let after = try XCTUnwrap(ResidentMemory.peak)
      XCTAssertGreaterThan(try XCTUnwrap(ResidentMemory.now), 0)
      XCTAssertGreaterThanOrEqual(after, before)
      XCTAssertGreaterThan(after, size, "\(memory.count) bytes were written")
    }
  #endif

  func testEachAxisOfGrowthChangesOneSizeAlone() {
    let study = GrowthStudy(cell: .gru, layerCount: 2)
    for axis in GrowthStudy.Axis.allCases {
      let values = study.values(of: axis, cores: 3)
      XCTAssertEqual(values, values.sorted(), axis.title)
      XCTAssertEqual(Set(values).count, values.count, axis.title)
      let requests = values.map { study.request(axis, $0, seconds: 1, threads: nil) }
      XCTAssertEqual(Set(requests.map { "\($0)" }).count, values.count, "\(axis) changes something")
      for request in requests {
        let (one, base) = (request.workload, study.base)
        let same = [
          one.hiddenSize == base.hiddenSize, one.stepCount == base.stepCount, one.batchSize == base.batchSize,
          request.threads == nil,
        ]
        XCTAssertGreaterThanOrEqual(same.filter { $0 }.count, 3, "\(request)")
        XCTAssertEqual([one.vocabularySize, one.layerCount], [base.vocabularySize, 2])
      }
    }
  }
}
