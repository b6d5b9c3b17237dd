import XCTest

@testable import CellEngine
@testable import JupyterKernel

final class FrameTests: XCTestCase {
  func testShortAndLongFramesHaveTheBytesOfTheProtocol() {
    XCTAssertEqual(Frame(body: [9, 8]).bytes, [0, 2, 9, 8])
    XCTAssertEqual(Frame(body: [], hasMore: true).bytes, [1, 0])
    XCTAssertEqual(Frame(body: [5], isCommand: true).bytes, [4, 1, 5])
    let long = Frame(body: [UInt8](repeating: 7, count: 300), hasMore: true).bytes
    XCTAssertEqual(Array(long.prefix(10)), [3, 0, 0, 0, 0, 0, 0, 1, 44, 7])
    XCTAssertEqual(long.count, 309)
  }

  func testFramesComeBackHoweverTheirBytesArrive() throws {
    let frames = [0, 1, 255, 256, 70_000].map {
      Frame(body: [UInt8](repeating: UInt8($0 % 251), count: $0), hasMore: $0 % 2 == 1)
    }
    let bytes = frames.flatMap(\.bytes)
    for step in [1, 7, 1000, bytes.count] {
      var buffer = ReceivedBytes()
      var read: [Frame] = []
      for start in stride(from: 0, to: bytes.count, by: step) {
        buffer.append(Array(bytes[start..<min(start + step, bytes.count)]))
        while let frame = try Frame.next(in: &buffer) { read.append(frame) }
      }
      XCTAssertEqual(read, frames, "in steps of \(step)")
      XCTAssertEqual(buffer.count, 0)
    }
  }

  func testWhatIsNoFrameIsRefused() {
    var odd = ReceivedBytes()
    odd.append(Array("GET / HTTP/1.1".utf8))
    XCTAssertThrowsError(try Frame.next(in: &odd))
    var endless = ReceivedBytes()
    endless.append([2] + [UInt8](repeating: 0xff, count: 8))
    XCTAssertThrowsError(try Frame.next(in: &endless))
  }

  func testOnlyGreetingsOfVersionThreeWithoutSecurityAreAccepted() {
    XCTAssertEqual(Handshake.greeting.count, 64)
    XCTAssertTrue(Handshake.accepts(Handshake.greeting))
    var old = Handshake.greeting
    old[10] = 1
    XCTAssertFalse(Handshake.accepts(old))
    var secure = Handshake.greeting
    secure.replaceSubrange(12..<17, with: Array("CURVE".utf8))
    XCTAssertFalse(Handshake.accepts(secure))
  }

  func testTheNameOfASocketIsFoundAmongItsProperties() {
    func property(_ name: String, _ value: String) -> [UInt8] {
      [UInt8(name.utf8.count)] + Array(name.utf8) + [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
    let ready = [5] + Array("READY".utf8) + property("Socket-Type", "DEALER") + property("Identity", "a7")
    XCTAssertEqual(Handshake.property("Identity", of: ready), Array("a7".utf8))
    XCTAssertEqual(Handshake.property("socket-type", of: ready), Array("DEALER".utf8))
    XCTAssertNil(Handshake.property("Identity", of: Handshake.ready("PUB").body))
    XCTAssertNil(Handshake.property("Identity", of: Array(ready.dropLast())))
    XCTAssertNil(Handshake.property("Identity", of: []))
  }

  func testAPingIsAnsweredWithItsContext() throws {
    let ping = Frame(body: [4] + Array("PING".utf8) + [0, 10] + Array("abc".utf8), isCommand: true)
    let answer = try XCTUnwrap(Handshake.answer(to: ping.body))
    XCTAssertEqual(answer.body, [4] + Array("PONG".utf8) + Array("abc".utf8))
    XCTAssertNil(Handshake.answer(to: Handshake.ready("PUB").body))
  }
}
