import CourseCatalog
import XCTest

@testable import GradingEngine

final class DeclarationMapTests: XCTestCase {
  private let source = """
    import A

    /// A comment.
    extension B {
      var network: C {
        C(
          one: 1)
      }
    }

    @available(*, deprecated)
    public
    final class D: E {
      private let f = 1
      @objc
      func g() throws {
        let h = i { $0 }
        var j = 2
      }
      init() { k() }
    }

    func l() {
      let m = n
    }
    """

  private func declaration(_ line: Int) -> DeclarationMap.Declaration? {
    DeclarationMap(source).declaration(around: line)
  }

  private func lines(_ line: Int) -> [Int]? { declaration(line).map { [$0.first, $0.last] } }

  func testTheSmallestDeclarationIsFound() {
    XCTAssertEqual(lines(1), [1, 1])
    XCTAssertEqual(lines(4), [4, 9])
    XCTAssertEqual(lines(7), [5, 8])
    XCTAssertEqual(lines(13), [11, 21])
    XCTAssertEqual(lines(14), [14, 14])
    XCTAssertEqual(lines(17), [15, 19])
    XCTAssertEqual(lines(20), [20, 20])
    XCTAssertEqual(lines(24), [23, 25])
    XCTAssertNil(lines(2))
  }

  func testNamesAndWordsAreKnown() {
    XCTAssertEqual(
      [1, 7, 13, 14, 17, 20, 24].map { declaration($0)?.name }, ["A", "network", "D", "f", "g", "init", "l"])
    XCTAssertEqual(declaration(17)?.words.isSuperset(of: ["g", "i", "h", "j"]), true)
    XCTAssertEqual(declaration(17)?.words.contains("k"), false)
  }

  func testEveryCheckOfEverySuiteIsADeclaration() throws {
    let layout = try TestCourse.layout()
    for unit in Course.units {
      let files = try FileManager.default.contentsOfDirectory(
        at: layout.suite(unit), includingPropertiesForKeys: nil
      ).filter { $0.pathExtension == "swift" }
      let maps = try files.map { DeclarationMap(try String(contentsOf: $0, encoding: .utf8)) }
      let names = maps.flatMap(\.declarations).filter(\.isMember).compactMap(\.name)
      for check in try SuiteListing(of: unit, in: layout).checks {
        XCTAssertEqual(names.filter { $0 == check.method }.count, 1, check.method)
      }
    }
  }
}
