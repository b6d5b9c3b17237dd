import XCTest

@testable import RecurrentNetworks

final class GradientPieceTests: XCTestCase {
  func testThePiecesAreTheWholeAndNoneOverlap() {
    for rows in [1, 7, 47, 48, 96, 100, 256, 512, 515] {
      for columns in [1, 5, 95, 192, 256, 400, 1024] {
        for count in [1, 2, 4, 6, 32] {
          let pieces = GradientPiece.cut(rows: rows, columns: columns, into: count)
          var hits = [Int](repeating: 0, count: rows * columns)
          for piece in pieces {
            for row in piece.rows {
              for column in piece.columns { hits[row * columns + column] += 1 }
            }
          }
          XCTAssertEqual(hits.min(), 1, "\(rows) × \(columns) into \(count)")
          XCTAssertEqual(hits.max(), 1, "\(rows) × \(columns) into \(count)")
          XCTAssertFalse(pieces.contains { $0.rows.isEmpty || $0.columns.isEmpty })
        }
      }
    }
  }

  func testALargeGradientIsCutAndASmallOneIsNot() {
    XCTAssertEqual(GradientPiece.cut(rows: 256, columns: 256, into: 4).count, 4)
    XCTAssertEqual(
      GradientPiece.cut(rows: 64, columns: 192, into: 4).count, 2, "by columns where rows are few")
    XCTAssertEqual(GradientPiece.cut(rows: 256, columns: 1024, into: 1).count, 1)
    XCTAssertEqual(GradientPiece.cut(rows: 40, columns: 90, into: 4).count, 1)
  }
}
