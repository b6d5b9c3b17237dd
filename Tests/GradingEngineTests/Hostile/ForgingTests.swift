import ChildProcesses
import GradingProtocol
import XCTest

@testable import GradingEngine

/// Ways to win points without the correct answer. Each is in a submission whose stacked step returns its
/// argument, which is wrong; none must get more points than that mistake by itself, in a sandbox or without
/// one.
final class ForgingTests: XCTestCase {
  /// The code in the step, and the declarations next to it.
  private struct Trick {
    var name: String
    var doing = ""
    var declaring = ""
  }

  /// Memory, descriptors, the environment, symbols and other processes.
  private static let reaching = [
    Trick(
      name: "searches its memory by files",
      doing: """
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
            for line in maps.split(separator: "\\n").prefix(400) where line.contains("rw-p") {
              let ends = line.split(separator: " ")[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
              guard let memory = FileHandle(forReadingAtPath: "/proc/self/mem"), ends.count == 2 else { continue }
              try? memory.seek(toOffset: ends[0])
              let size = Int(min(ends[1] - ends[0], 1 << 20))
              if let data = try? memory.read(upToCount: size), let found = data.range(of: Data("nonce".utf8)) {
                print("found", found)
              }
            }
        """),
    Trick(
      name: "writes into its memory",
      doing: """
        let memory = FileHandle(forUpdatingAtPath: "/proc/self/mem")
            var local = 7
            let place = withUnsafePointer(to: &local) { UInt(bitPattern: $0) }
            try? memory?.seek(toOffset: UInt64(place))
            try? memory?.write(contentsOf: Data(repeating: 1, count: 8))
        """),
    Trick(
      name: "walks the stack",
      doing: """
        var local = 7
            withUnsafePointer(to: &local) { pointer in
              for step in 0..<64 where (pointer + step).pointee == Int.min { print("found") }
            }
        """),
    Trick(
      name: "changes its arguments in place",
      doing: """
        for matrix in [input, state, weightIH, weightHH, bias] {
              matrix.elements.withUnsafeBufferPointer { UnsafeMutablePointer(mutating: $0.baseAddress)?.pointee = 0 }
            }
        """),
    Trick(
      name: "reads its environment and arguments",
      doing: """
        print(ProcessInfo.processInfo.environment, CommandLine.arguments)
            print((try? String(contentsOfFile: "/proc/self/environ", encoding: .utf8)) ?? "")
        """),
    Trick(
      name: "looks up symbols of the checks",
      doing: """
        let all = dlopen(nil, RTLD_NOW)
            for name in ["main", "$s14GradingSupport14GradedTestCaseC", "XCTMain"] {
              if let found = dlsym(all, name) { print(found) }
            }
        """),
    Trick(
      name: "looks through its descriptors",
      doing: """
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
              print(name, (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)) ?? "")
            }
        """),
    Trick(
      name: "looks into the judge",
      doing: """
        for id in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] where Int(id) != nil {
              let command = (try? String(contentsOfFile: "/proc/" + id + "/cmdline", encoding: .utf8)) ?? ""
              guard command.contains("judge") else { continue }
              if let memory = FileHandle(forUpdatingAtPath: "/proc/" + id + "/mem") { print("opened", memory) }
              print((try? String(contentsOfFile: "/proc/" + id + "/maps", encoding: .utf8))?.count ?? 0)
            }
        """),
    Trick(
      name: "asks the grader's line for more",
      doing: """
        for descriptor: Int32 in 200..<210 where fcntl(descriptor, F_GETFD) >= 0 {
              var bytes = [UInt8](repeating: 0, count: 100)
              print(recv(descriptor, &bytes, 100, 0x40))
            }
        """),
    Trick(
      name: "answers before it is asked", doing: #"write(200, [9, 0, 0, 0, 0], 5)"#),
    Trick(
      name: "says that the check has ended",
      doing: #"""
        let event = #"{"test":"Suite03RNN.StackedTests/testTask5_stackedStepMatchesTheEquation","verdict":"passed"}"#
            write(200, [2, UInt8(event.utf8.count), 0, 0, 0] + Array(event.utf8), 5 + event.utf8.count)
        """#),
    Trick(
      name: "leaves a process running that answers",
      doing: """
        var id = pid_t()
            let words: [String] = ["/bin/sh", "-c", "printf '\\\\011\\\\0\\\\0\\\\0\\\\0' >&200"]
            posix_spawn(&id, "/bin/sh", nil, nil, words.map { strdup($0) } + [nil], nil)
        """),
  ]

  /// Operators, members, literals and protocols that a judge in the same program would use.
  private static let bending = [
    Trick(name: "compares as it likes", declaring: "public func <= (a: Double, b: Double) -> Bool { true }"),
    Trick(
      name: "finds matrices equal",
      declaring: "public func == (a: Matrix<Double>, b: Matrix<Double>) -> Bool { true }"),
    Trick(
      name: "makes ranges endless",
      declaring: """
        public func ... (a: Double, b: Double) -> ClosedRange<Double> {
          ClosedRange(uncheckedBounds: (-.infinity, .infinity))
        }
        """),
    Trick(
      name: "makes ranges empty",
      declaring: "public func ..< (a: Int, b: Int) -> Range<Int> { Range(uncheckedBounds: (0, 0)) }"),
    Trick(
      name: "has its own rows",
      declaring: """
        extension Matrix where Scalar == Double {
          public func row(_ index: Int) -> Matrix { .zeros(rows: 1, columns: columns) }
          public var squaredNorm: Double { 0 }
          public var shape: MatrixShape { MatrixShape(0, 0) }
        }
        """),
    Trick(
      name: "has its own arrays",
      declaring: """
        extension Array {
          public func enumerated() -> [(offset: Int, element: Element)] { [] }
          public func map<T>(_ transform: (Element) throws -> T) rethrows -> [T] { [] }
          public func allSatisfy(_ predicate: (Element) throws -> Bool) rethrows -> Bool { true }
        }
        """),
    Trick(
      name: "has its own functions",
      declaring: """
        public func abs(_ value: Double) -> Double { 0 }
        public func max(_ a: Double, _ b: Double) -> Double { .infinity }
        public func zip<A, B>(_ a: [A], _ b: [B]) -> [(A, B)] { [] }
        """),
    Trick(
      name: "has its own assertions",
      declaring: """
        public func XCTAssertEqual<T>(_ a: T, _ b: T) {}
        public func assertClose(_ a: Matrix<Double>, _ b: Matrix<Double>, _ what: String) {}
        open class GradedTestCase { public func judge(_ message: String?) {} }
        """),
    Trick(
      name: "has its own way to answer",
      declaring: """
        public protocol Wire {}
        public struct WireWriter { public mutating func add(_ value: Any) {} }
        public struct WireReader {}
        public struct CallArguments {}
        public func serve(_ calls: [String: Int]) {}
        """),
    Trick(
      name: "has its own literals",
      declaring: """
        public typealias FloatLiteralType = Float
        public typealias IntegerLiteralType = Double
        """),
    Trick(
      name: "has its own descriptions",
      declaring: """
        extension Double { public var description: String { "0" } }
        extension Matrix where Scalar == Double { public var description: String { "right" } }
        """),
    Trick(
      name: "imports under another name",
      declaring: "public typealias Suite = Any\npublic enum LinearAlgebra {}"),
  ]

  private func report(_ trick: Trick, isSandboxed: Bool) throws -> UnitReport {
    let submission = try SlowSubmission()
    let name = "RNN+Stacked.swift"
    try submission.replace(
      "    tanh(matmul(try stacked", with: "    \(trick.doing)\n    return state // tanh(matmul(try stacked",
      in: name)
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra\n\(trick.declaring)", in: name)
    return try submission.grade(isSandboxed: isSandboxed)
  }

  private func assertNothingIsWon(_ tricks: [Trick], line: UInt = #line) throws {
    for isSandboxed in [true, false] where Sandbox.isAvailable || !isSandboxed {
      let honest = try report(Trick(name: "honest"), isSandboxed: isSandboxed)
      XCTAssertEqual(honest.score, 95, "\(honest.tasks.compactMap(\.message))", line: line)
      for trick in tricks {
        let report = try report(trick, isSandboxed: isSandboxed)
        let words = "\(trick.name), sandboxed \(isSandboxed): \(report.tasks.compactMap(\.message))"
        XCTAssertLessThanOrEqual(report.score, honest.score, words, line: line)
        XCTAssertNotEqual(report.task(5).verdict, .passed, words, line: line)
        XCTAssertNotEqual(report.task(5).verdict, .doesNotCompile, "it was not tried: \(words)", line: line)
        XCTAssertFalse(report.hasGraderError, words, line: line)
      }
    }
  }

  func testWhoReachesForMoreWinsNothing() throws { try assertNothingIsWon(Self.reaching) }

  func testWhoBendsTheLanguageWinsNothing() throws { try assertNothingIsWon(Self.bending) }
}
