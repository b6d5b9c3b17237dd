import XCTest

@testable import Formats

final class SourceOutlineTests: XCTestCase {
  private let source = """
    import A

    /// Task 1. A comment.
    /// Two lines.
    public struct B: C {
      public private(set) var d = 1, e: [Int] = [
        2
      ]
      private let f = { (g: Int) in g }
      @available(*, deprecated) @objc
      private static func h(
        _ i: () throws -> Void = {}
      ) throws -> String where J == K { "}" }

      init() throws {
        if l { m() }
      }
      struct N {
        case o(P)
        var q: Int {
          get throws { 1 }
        }
      }
      // A note.
      let text = \"\"\"
        func no() {
        \\(r { 1 })
        \"\"\"
      class func s() {}
    }

    extension B.N {}  // behind it
    """

  private var all: [OutlinedDeclaration] { SourceOutline(source).all }

  private func declaration(_ name: String) throws -> OutlinedDeclaration {
    try XCTUnwrap(all.first { $0.name == name }, name)
  }

  func testEveryDeclarationIsFoundUnderItsType() {
    XCTAssertEqual(
      all.map { "\($0.keyword) \($0.name)" },
      [
        "import A", "struct B", "var d", "let f", "func h", "init init", "struct N", "case o", "var q",
        "let text",
        "func s", "extension B.N",
      ])
    XCTAssertEqual(SourceOutline(source).declarations.map(\.members.count), [0, 7, 0])
  }

  func testHeadBodyAndCommentAreTheSourcesOwnText() throws {
    let outline = SourceOutline(source)
    let h = try declaration("h")
    XCTAssertEqual(outline.text(try XCTUnwrap(h.body)), "{ \"}\" }")
    XCTAssertTrue(outline.text(h.head).hasPrefix("@available(*, deprecated) @objc\n"))
    XCTAssertTrue(outline.text(h.head).hasSuffix("where J == K "))
    XCTAssertEqual(
      outline.text(try declaration("B").comment), "/// Task 1. A comment.\n/// Two lines.\n")
    XCTAssertTrue(outline.text(try declaration("text").range).hasPrefix("  // A note.\n  let text"))
    XCTAssertTrue(outline.text(try declaration("text").range).hasSuffix("    \"\"\"\n"))
    XCTAssertTrue(outline.text(try declaration("B.N").range).hasSuffix("// behind it"))
  }

  func testPrivateAndThrowingAreTold() throws {
    XCTAssertEqual(all.filter(\.isPrivate).map(\.name), ["f", "h"])
    XCTAssertEqual(all.filter(\.throwsErrors).map(\.name), ["h", "init"])
  }

  func testTheRangesOfAFileCoverIt() {
    let outline = SourceOutline(source)
    let covered = outline.declarations.map { outline.text($0.range) }.joined(separator: "\n")
    XCTAssertEqual(covered.filter { !$0.isWhitespace }, source.filter { !$0.isWhitespace })
  }

  func testAnUnfinishedSourceHasAnOutlineToo() {
    for end in source.utf8.indices { _ = SourceOutline(String(source[..<end])) }
    XCTAssertEqual(SourceOutline("struct A { func b() {").all.map(\.name), ["A", "b"])
    XCTAssertEqual(SourceOutline("}").all, [])
  }

  func testTheSmallestDeclarationAroundALineIsFound() {
    let outline = SourceOutline(
      """
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

      struct L { let m = n }
      """)
    let found = (1...23).map { outline.declaration(around: $0) }
    XCTAssertEqual(
      [1, 4, 5, 7, 8, 11, 13, 14, 15, 17, 19, 20, 21, 23].map { found[$0 - 1]?.name },
      ["A", "B", "network", "network", "network", "D", "D", "f", "g", "g", "g", "init", "D", "L"])
    XCTAssertEqual([2, 3, 10, 22].map { found[$0 - 1]?.name }, [nil, nil, nil, nil])
  }
}
