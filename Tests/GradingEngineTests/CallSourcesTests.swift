import CourseCatalog
import Formats
import Foundation
import XCTest

@testable import GradingEngine

/// The proxies and tables generated from the stubs.
final class CallSourcesTests: XCTestCase {
  private var layout: CourseLayout {
    get throws { try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent()) }
  }

  private func signatures(_ source: String) -> [CallSignature] {
    let outline = SourceOutline(source)
    return outline.located.compactMap { CallSignature($0, in: outline) }
  }

  /// A function that no table calls, or one of two with the same name, would never be graded.
  func testEveryTaskFunctionOfEveryStubIsCalledUnderANameOfItsOwn() throws {
    for unit in Course.units {
      let sources = try CallSources(unit, in: try layout)
      let wanted = try unit.files.reduce(0) { count, name in
        let text = try String(
          contentsOf: try layout.stubs(unit).appendingPathComponent(name), encoding: .utf8)
        // Each stub does not occur exactly once.
        return count + text.components(separatedBy: "throw NotImplemented()").count - 1
      }
      let calls = sources.functions.map(\.call)
      XCTAssertEqual(calls.count, wanted, unit.folder)
      XCTAssertEqual(Set(calls).count, calls.count, "\(unit.folder): \(calls)")
      let proxy = sources.proxy.map(\.text).joined()
      XCTAssertFalse(proxy.contains("throw NotImplemented()"), unit.folder)
      let table = sources.table()
      XCTAssertEqual(table.missing, [])
      for call in calls {
        XCTAssertTrue(table.files.contains { $0.text.contains("\"\(call)\": ") }, "\(unit.folder): \(call)")
      }
    }
  }

  func testSignaturesAreReadWhole() throws {
    let found = signatures(
      """
      extension RNN {
        public func step(
          _ input: Matrix<Double>, from state: [String: (a: Int, b: [Double])], count: Int = 3
        ) throws -> (state: Matrix<Double>, cache: [Cache]) {
        }
        public static func mask(using generator: inout some RandomNumberGenerator) throws {}
        mutating func go<Cell: RecurrentCell>(_ f: (Matrix<Double>, Int) throws -> Double) throws -> Cell? {}
      }
      """)
    XCTAssertEqual(found.map(\.call), ["RNN.step(_:from:count:)", "RNN.mask(using:)", "RNN.go(_:)"])
    XCTAssertEqual(found[0].parameters.map(\.name), ["input", "state", "count"])
    XCTAssertEqual(
      found[0].parameters.map(\.type), ["Matrix<Double>", "[String: (a: Int, b: [Double])]", "Int"])
    XCTAssertEqual(found[0].results, ["Matrix<Double>", "[Cache]"])
    XCTAssertTrue(found[1].isStatic && found[1].parameters[0].isGenerator)
    XCTAssertEqual(found[1].results, [])
    XCTAssertTrue(found[2].isMutating)
    XCTAssertEqual(found[2].parameters[0].closure?.arguments, ["Matrix<Double>", "Int"])
    XCTAssertEqual(found[2].parameters[0].closure?.result, "Double")
    XCTAssertEqual(found[2].results, ["Cell?"])
  }

  func testTypesAreMadeAgainByTheirOwnInitializersAndCases() throws {
    let types = WiredType.all(
      in: SourceOutline(
        """
        public struct Pair: Sendable {
          public var first: Int
          public let second: [String]
          public var sum: Int { first }
          public init(size: Int) { self.init(1, of: []) }
          public init(_ first: Int, of second: [String]) {
          }
        }
        public enum Wrong: Error, Equatable {
          case none
          case unseen(String, index: Int)
        }
        struct Opaque { private var hidden = 1 }
        """))
    XCTAssertEqual(types.map(\.name), ["Pair", "Wrong"])
    XCTAssertEqual(types.map(\.isError), [false, true])
    XCTAssertTrue(
      types[0].conformance().contains(
        "self.init(try reader.next((Int).self), of: try reader.next(([String]).self))"))
    XCTAssertTrue(
      types[0].conformance().contains("writer.add(first as Int)\n    writer.add(second as [String])\n  }"))
    XCTAssertTrue(types[1].conformance().contains("case .unseen(let p0, let p1):"))
    XCTAssertTrue(
      types[1].conformance().contains(
        "case 1: self = .unseen(try reader.next((String).self), index: try reader.next((Int).self))"))
  }

  func testWhatDoesNotFitIsLeftOutOfTheTable() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let sources = try CallSources(unit, in: try layout)
    let index = try XCTUnwrap(sources.functions.firstIndex { $0.call == "RNN.step(_:from:)" })
    var misfits = TableMisfits()
    XCTAssertTrue(misfits.add(["Call\(index).swift", "Wired-RNN.swift"]))
    let table = sources.table(misfits)
    XCTAssertEqual(table.missing, ["RNN.step(_:from:)"])
    XCTAssertFalse(table.files.contains { $0.text.contains("\"RNN.step(_:from:)\"") })
    XCTAssertFalse(table.files.contains { $0.name == "Call\(index).swift" })
    // A type has a second chance as a class.
    let wired = table.files.first { $0.name == "Wired-RNN.swift" }
    XCTAssertEqual(wired?.text.contains("public convenience init(from"), true)
    XCTAssertTrue(misfits.add(["Wired-RNN.swift"]))
    XCTAssertFalse(misfits.add(["Wired-RNN.swift"]))
    XCTAssertFalse(sources.table(misfits).files.contains { $0.name == "Wired-RNN.swift" })
  }
}
