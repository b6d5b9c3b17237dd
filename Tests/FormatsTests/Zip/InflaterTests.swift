import Foundation
import XCTest

@testable import Formats

/// Data packed by zlib in each of deflate's ways unpacks to the original.
final class InflaterTests: XCTestCase {
  /// Twelve lines of equations, 368 bytes, as zlib 1.3 packs them.
  static let text = (1...12).map { "h_\($0) = tanh(x_\($0) W + h_\($0 - 1) U + b)\n" }.joined()
  static let packed = [
    "dynamic": """
    TdArDsMwEIRh3lMsbFTi9dugx6gCrQQZFQXk+DWYehbNSB/7R1d5y3V8x/Oed5eXjO7kM/fcHqN7qocqNVAD1FMjNUIDNVETNFIzNUMTtVALNF\
    MrtUILtVEbtFLVmRwO3ozbXP9eaoKpKaYr2Wr2Aw==
    """,
    "fixed": """
    y4g3VLBVKEnMy9CoADLDFbQVMuINFEKBdJImV0a8EULWCCpriJA1RsgaQ2WNELImCFkTqKwxQtYUIWsKlTVByJohZM2gsqYIWXOErDlU1gwha4\
    GQtYDKmiNkLRGyllBZC4SsoQFScBhA5S2R5JGDCxZehkgBZogUYobwIIOHGQA=
    """,
    "symbols only": """
    BcErcgQgFERRzyquhHpmmGQ+ESyDQnaBaoVCsPycY1UaZ27nq8ogsB50glWS9aRx5na+ejIIrEonWCVZPzTO3M5XPwwC60knWCVZvzTO3M5Xvw\
    wC64dOsEqyXjTO3M5XLwaB9UsnWCVZbxpnbuerN4PAetEJVknWh8aZ2/nqwyCw3nSCVZL1pXHmdr76MgisD51glWT90ThzO1/9MQisL51glWTV\
    B40zt/NVfTAIrD86wSrJqpXGmdv5qlYGgVUfdIJVklWfNM7czlf1ySCwaqUTrJL+AQ==
    """,
    "stored": "AQUA+v9wbGFpbg==",
  ].mapValues { Array(Data(base64Encoded: $0)!) }

  func testEveryKindOfBlockIsRead() throws {
    for (kind, packed) in Self.packed {
      let wanted = kind == "stored" ? "plain" : Self.text
      let bytes = try Inflater.inflate(packed, upTo: 1000)
      XCTAssertEqual(String(decoding: bytes, as: UTF8.self), wanted, kind)
    }
  }

  func testTheChecksumIsThatOfTheStandard() {
    XCTAssertEqual(Checksum.of(Array("123456789".utf8)), 0xcbf4_3926)
    XCTAssertEqual(Checksum.of([]), 0)
  }

  func testTheLimitIsExact() throws {
    let packed = try XCTUnwrap(Self.packed["dynamic"])
    XCTAssertEqual(try Inflater.inflate(packed, upTo: 368).count, 368)
    XCTAssertThrowsError(try Inflater.inflate(packed, upTo: 367)) { error in
      XCTAssertEqual("\(error)", "is damaged: it unpacks to more bytes than declared")
    }
  }

  func testWhatEndsEarlyIsRefused() throws {
    for (kind, packed) in Self.packed {
      for count in 0..<(packed.count - 1) {
        XCTAssertThrowsError(try Inflater.inflate(Array(packed[..<count]), upTo: 1000), "\(kind) \(count)")
      }
    }
  }

  /// A long way of saying zero, in the code that both sides know.
  static func zeros(_ repetitions: Int) -> [UInt8] {
    // Bits from the lowest on: last block, known code; the byte 0 is the word 00110000; a repetition of 258 is
    // 11000101, of distance 1 00000; the end is 0000000.
    var bits: [Int] = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<repetitions { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
    bits += [Int](repeating: 0, count: 7 + 7)
    return stride(from: 0, to: bits.count - 7, by: 8).map { place in
      (0..<8).reduce(0) { $0 | UInt8(bits[place + $1] << $1) }
    }
  }

  func testZerosAreUnpacked() throws {
    let bytes = try Inflater.inflate(Self.zeros(100), upTo: 30_000)
    XCTAssertEqual(bytes, [UInt8](repeating: 0, count: 25_801))
  }
}
