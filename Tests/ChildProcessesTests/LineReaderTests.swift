import Foundation
import XCTest

@testable import ChildProcesses

final class LineReaderTests: XCTestCase {
  private var ends: [Int32] = [0, 0]

  override func setUp() {
    _ = pipe(&ends)
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
  }

  override func tearDown() { ends.filter { $0 >= 0 }.forEach { close($0) } }

  func testALineComesWholeHoweverItsBytesArrive() {
    var reader = LineReader(ends[0])
    XCTAssertEqual(reader.takeLines(), [])
    say("on")
    XCTAssertEqual(reader.takeLines(), [])
    say("e\n\nthree\nfo")
    XCTAssertEqual(reader.takeLines(), ["one", "", "three"].map { .whole(Data($0.utf8)) })
    say("ur\nfive")
    closeWriting()
    XCTAssertEqual(reader.takeLines(), [.whole(Data("four".utf8))])
    XCTAssertTrue(reader.isOpen)
    XCTAssertEqual(reader.takeLines(), [])
    XCTAssertFalse(reader.isOpen)
  }

  func testALineThatIsTooLongIsToldOnceAndPassedOver() {
    var reader = LineReader(ends[0], limit: 8)
    say("12345678\n123456789")
    XCTAssertEqual(reader.takeLines(), [.whole(Data("12345678".utf8)), .tooLong])
    say(String(repeating: "x", count: 5000))
    XCTAssertEqual(reader.takeLines(), [])
    say("end\nnext\n123456789\nlast\n")
    XCTAssertEqual(
      reader.takeLines(), [.whole(Data("next".utf8)), .tooLong, .whole(Data("last".utf8))])
  }

  func testAChildThatHasClosedItsLineEndsNobody() throws {
    let child = try ChildProcess(
      ChildCommand(["/bin/sh", "-c", "exec 3>&-; sleep 9"], environment: [:], directory: "/"))
    let patience = Date() + 5
    while child.send("still there?\n"), Date() < patience { usleep(1000) }
    XCTAssertFalse(child.send("still there?\n"))
  }

  private func say(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
  }

  private func closeWriting() {
    close(ends[1])
    ends[1] = -1
  }
}
