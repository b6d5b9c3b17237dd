import Foundation
import XCTest

@testable import Formats

/// Sources that students could submit by accident or on purpose: the course's own, mutated at random. No
/// source that the grader reads in its own process can end or block that process.
final class MutatedSourceTests: XCTestCase {
  private var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
  }

  private func sources() throws -> [[UInt8]] {
    let folders = ["Exercises", "Solutions"].map(root.appendingPathComponent)
    let files = folders.flatMap { folder in
      (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
        .filter { $0.hasSuffix(".swift") }.map(folder.appendingPathComponent)
    }
    return try files.map { Array(try Data(contentsOf: $0)) }.filter { !$0.isEmpty && $0.count < 30_000 }
  }

  /// Everything the grader does with a student's file before compiling it.
  @discardableResult private func read(_ bytes: [UInt8]) -> Int {
    let scanner = SwiftScanner(bytes)
    let outline = SourceOutline(String(decoding: bytes, as: UTF8.self))
    let located = outline.located
    let tasks = TaskFunction.all(in: outline)
    for token in scanner.tokens { XCTAssertTrue(token.offset <= token.end && token.end <= bytes.count) }
    for declaration in outline.all {
      XCTAssertTrue(declaration.range.upperBound <= outline.byteCount && !declaration.range.isEmpty)
    }
    return scanner.tokens.count + located.count + tasks.count
  }

  func testMutatedSourcesAreReadInTheirTime() throws { try readMutated(1000, seed: 20) }

  func testTenThousandMutatedSourcesAreReadInTheirTime() throws {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    try readMutated(10_000, seed: 21)
  }

  private func readMutated(_ count: Int, seed: UInt64) throws {
    let sources = try sources()
    XCTAssertGreaterThan(sources.count, 20)
    var mutation = Mutation(seed: seed)
    var slowest = 0.0
    for _ in 0..<count {
      let bytes = mutation.mutated(sources[mutation.number(below: sources.count)], beside: sources)
      let begin = ProcessInfo.processInfo.systemUptime
      read(bytes)
      slowest = max(slowest, ProcessInfo.processInfo.systemUptime - begin)
    }
    XCTAssertLessThan(slowest, 5, "a source of some kilobytes")
  }

  func testWhatIsLargeAndOddIsReadInItsTime() {
    let nested = "struct A { func f() { if a { let s = \"\\("
    let odd: [String: String] = [
      "interpolations": "\"\\(", "raw interpolations": "#\"\\#(", "types": "struct A {", "hashes": "#",
      "quotes": "\"", "long quotes": "\"\"\"\n", "slashes": "/", "divisions": "=/a/", "comments": "/*",
      "braces": "{", "closing braces": "}", "parentheses": "(", "backslashes": "\\", "backticks": "`",
      "attributes": "@a(", "types on one line": "struct A{}", "functions on one line": "func f(){}\n",
      "comment lines": "//\n", "dots": "extension a.", "digits": "1", "letters": "a", "commas": "1,",
      "all": nested,
      "odd bytes": "\u{0}é", "line ends": "\r\n",
    ]
    for (name, part) in odd {
      let size = 30_000
      let text = String(repeating: part, count: size / part.utf8.count)
      for source in ["let a = " + text, "// a\nstruct B {\n//\(text)\n" + text] {
        let begin = ProcessInfo.processInfo.systemUptime
        read(Array(source.utf8))
        XCTAssertLessThan(ProcessInfo.processInfo.systemUptime - begin, 5, name)
      }
    }
  }
}

/// Changes of sources, drawn from a seed.
private struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, limit)))
  }

  private static let insertions: [String] = [
    "\"", "\"\"\"", "\\(", "#\"", "\"#", "(", ")", "[", "]", "{", "}", "\\", "/*", "*/", "//", "/", "`", "#",
    "@",
    "\n", "\r", "\u{0}", "struct X {", "extension A.B {", "func f(", "private ", "/// Task 2. ", "class func",
  ]

  mutating func mutated(_ source: [UInt8], beside others: [[UInt8]]) -> [UInt8] {
    var bytes = source
    for _ in 0...number(below: 8) { change(&bytes, others) }
    return bytes
  }

  private mutating func range(_ bytes: [UInt8], _ most: Int) -> Range<Int> {
    let start = number(below: bytes.count + 1)
    return start..<min(bytes.count, start + number(below: most))
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    switch number(below: 7) {
    case 0: bytes.removeSubrange(range(bytes, 200))
    case 1:
      let piece = Array(bytes[range(bytes, 200)])
      bytes.insert(contentsOf: piece, at: number(below: bytes.count + 1))
    case 2:
      guard bytes.count > 1 else { return }
      bytes.swapAt(number(below: bytes.count), number(below: bytes.count))
    case 3:
      let other = others[number(below: others.count)]
      bytes.replaceSubrange(range(bytes, 50), with: other[range(other, 200)])
    case 4: bytes.insert(UInt8(number(below: 256)), at: number(below: bytes.count + 1))
    case 5: bytes = Array(bytes[..<number(below: bytes.count + 1)])
    default:
      let text = Self.insertions[number(below: Self.insertions.count)]
      let count = number(below: 10) == 0 ? 300 : 1
      bytes.insert(
        contentsOf: Array(repeating: Array(text.utf8), count: count).joined(),
        at: number(below: bytes.count + 1))
    }
  }
}
