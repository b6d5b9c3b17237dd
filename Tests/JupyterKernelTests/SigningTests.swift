import Formats
import XCTest

@testable import CellEngine
@testable import JupyterKernel

/// Compares hash and signature with published vectors: FIPS 180-4's examples and RFC 4231.
final class SigningTests: XCTestCase {
  func testHashesThePublishedExamples() {
    XCTAssertEqual(
      hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    XCTAssertEqual(
      hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    XCTAssertEqual(
      hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    XCTAssertEqual(
      hash(String(repeating: "a", count: 1_000_000)),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  func testSignsTheVectorsOfRFC4231() {
    let long = [UInt8](repeating: 0xaa, count: 131)
    let cases: [(key: [UInt8], data: [UInt8], code: String)] = [
      (
        .init(repeating: 0x0b, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        .init(repeating: 0xaa, count: 20), .init(repeating: 0xdd, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        long, Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ]
    for (key, data, code) in cases {
      let signer = MessageSigner(key: key)
      let halves = [Array(data.prefix(3)), Array(data.dropFirst(3))]
      XCTAssertEqual(String(decoding: signer.signature(of: halves), as: UTF8.self), code)
      XCTAssertTrue(signer.accepts(Array(code.utf8), of: [data]))
      XCTAssertFalse(signer.accepts(Array(("0" + code.dropFirst()).utf8), of: [data + [0]]))
    }
  }

  func testNothingIsSignedWithoutAKey() {
    let signer = MessageSigner(key: [])
    XCTAssertEqual(signer.signature(of: [[1, 2, 3]]), [])
    XCTAssertTrue(signer.accepts([], of: [[1, 2, 3]]))
  }

  func testAMessageWithAWrongSignatureIsDropped() {
    let (right, wrong) = (MessageSigner(key: Array("right".utf8)), MessageSigner(key: Array("wrong".utf8)))
    var composer = MessageComposer(signer: right)
    let frames = composer.frames("execute_request", ["code": "1"], parent: nil, after: [[7]])
    let taken = KernelMessage(frames, channel: .shell, peer: 0, signer: right)
    XCTAssertEqual(taken?.type, "execute_request")
    XCTAssertEqual(taken?.content["code"]?.string, "1")
    XCTAssertEqual(taken?.identities, [[7]])
    XCTAssertNil(KernelMessage(frames, channel: .shell, peer: 0, signer: wrong))
    XCTAssertNil(KernelMessage(Array(frames.dropLast()), channel: .shell, peer: 0, signer: right))
  }

  private func hash(_ text: String) -> String { MessageSigner.hexadecimal(SHA256.hash(Array(text.utf8))) }
}
