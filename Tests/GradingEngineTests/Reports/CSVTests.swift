import Formats
import GradingExamples
import XCTest

@testable import GradingEngine

final class CSVTests: XCTestCase {
  /// A reader after RFC 4180, written without a look at the writer.
  private func rows(_ text: String) throws -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var rest = Array(text.unicodeScalars)[...]
    func next() -> Unicode.Scalar? { rest.first }
    while !rest.isEmpty {
      if next() == "\"" {
        rest.removeFirst()
        while true {
          let scalar = try XCTUnwrap(rest.popFirst(), "a quotation is not closed")
          if scalar != "\"" {
            cell.unicodeScalars.append(scalar)
          } else if next() == "\"" {
            cell += "\""
            rest.removeFirst()
          } else {
            break
          }
        }
      } else {
        while let scalar = next(), scalar != ",", scalar != "\r" {
          XCTAssertNotEqual(scalar, "\"", "a quotation mark is in a cell without quotation marks")
          XCTAssertNotEqual(scalar, "\n")
          cell.unicodeScalars.append(rest.removeFirst())
        }
      }
      row.append(cell)
      cell = ""
      if next() == "," {
        rest.removeFirst()
      } else {
        XCTAssertEqual(String(String.UnicodeScalarView(rest.prefix(2))), "\r\n")
        rest = rest.dropFirst(2)
        rows.append(row)
        row = []
      }
    }
    return rows
  }

  func testEveryRowHasTheColumnsOfTheHeader() throws {
    let table = try rows(TaskTable.header.text + TaskTable.rows(ExampleRecord.mixed).map(\.text).joined())
    XCTAssertEqual(table.count, 6)
    XCTAssertEqual(Set(table.map(\.count)), [TaskTable.header.cells.count])
    XCTAssertEqual(
      Array(table[2][0..<9]),
      [
        "ann", "03", "03.2", "one step of the recurrent cell", "failed", "13", "25", "1", "2",
      ])
  }

  func testAGraderErrorIsNoZero() throws {
    let table = try rows(TaskTable.rows(ExampleRecord.record([.graderError])).map(\.text).joined())
    XCTAssertEqual(table[0][4...5], ["graderError", ""])
  }

  func testQuotationMarksAndSeparatorsComeBack() throws {
    let cells = ["a,b", "say \"x\"", "two\nlines", "plain", "", "ünï 🙂", "-1.5", "a;b"]
    XCTAssertEqual(try rows(CSVRow(cells).text), [cells])
  }

  func testNoCellIsAFormula() throws {
    for start in ["=1+1", "+1a", "-x", "@SUM(A1)", "\t=1", " =1", "\r=1", "x;=1", "x\n@y", "＝1"] {
      let cell = try XCTUnwrap(rows(CSVRow([start]).text).first?.first)
      for part in cell.split(whereSeparator: { ";\t\n".contains($0) }) {
        let first = try XCTUnwrap(part.drop { $0 == " " }.first)
        XCTAssertFalse("=+-@＝＋－＠".contains(first), "\(start) became \(cell)")
      }
    }
  }

  /// Readers of tables work on scalars, so a sign with a combining mark is still that sign to them.
  func testMarksAndJoinersHideNoSign() throws {
    for sign in ["=", "+", "-", "@"] {
      for hiding in ["\u{301}", "\u{200D}", "\u{FE0F}"] {
        XCTAssertEqual(CSVRow([sign + hiding + "1+1"]).text, "'\(sign)\(hiding)1+1\r\n")
        guard hiding != "\u{301}" else { continue }
        XCTAssertEqual(CSVRow([hiding + sign + "1+1"]).text.unicodeScalars.filter { $0 == "'" }.count, 1)
      }
    }
    XCTAssertEqual(CSVRow(["a,\u{301}b", "c\"\u{301}d"]).text, "\"a,\u{301}b\",\"c\"\"\u{301}d\"\r\n")
  }
}
