import XCTest

@testable import course_class

final class MergeTests: XCTestCase {
  private func part(_ index: Int, of count: Int, _ fake: FakeClass) -> RecordStore {
    RecordStore(fake.folder.appendingPathComponent("parts/shard-\(index)-of-\(count)"))
  }

  private func gradeParts(_ indices: [Int], of count: Int, _ fake: FakeClass, seed: String? = nil) throws {
    for index in indices {
      _ = try fake.run(seed: seed, shard: Shard(index: index, of: count), to: part(index, of: count, fake))
    }
  }

  private func merge(_ fake: FakeClass) throws -> ClassOutcome {
    let folder = fake.folder.appendingPathComponent("parts")
    return try ClassMerge([folder]).go(to: RecordStore(folder))
  }

  func testEverySubmissionIsInExactlyOnePart() throws {
    let names = (0..<200).map { "student\($0)" } + ["Ann", "ann", "é", "e\u{301}", ""]
    for count in [1, 2, 3, 7] {
      let shards = try (1...count).map { try XCTUnwrap(Shard(index: $0, of: count)) }
      for name in names { XCTAssertEqual(shards.filter { $0.holds(name) }.count, 1, name) }
      for shard in shards {
        let share = names.filter(shard.holds).count
        XCTAssertGreaterThan(share, names.count / count / 2, "\(shard)")
      }
    }
  }

  func testAPartIsWrittenAsTwoNumbers() {
    XCTAssertEqual(Shard("2/8"), Shard(index: 2, of: 8))
    for text in ["0/8", "9/8", "2", "2/", "/8", "a/b", "-1/8", "2/8/1", "1/0", ""] {
      XCTAssertNil(Shard(text), text)
    }
  }

  func testThePartsTogetherAreTheWhole() throws {
    let fake = try FakeClass()
    try fake.fill(17)
    _ = try fake.run()
    try gradeParts([1, 2, 3], of: 3, fake)
    XCTAssertEqual(try merge(fake).submissions, 17)
    let whole = RecordStore(fake.folder.appendingPathComponent("parts"))
    XCTAssertEqual(try fake.gradebook(whole), try fake.gradebook())
    for name in fake.store.names(in: fake.store.records) {
      let (one, other) = (fake.store.record(RecordName(name)), whole.record(RecordName(name)))
      XCTAssertNotNil(one)
      XCTAssertEqual(one?.report, other?.report)
      XCTAssertEqual(one?.contentHash, other?.contentHash)
    }
    try fake.add("student005", "1 now")
    try gradeParts([1, 2, 3], of: 3, fake)
    XCTAssertEqual(try merge(fake).moves.map(\.submission), ["student005"])
  }

  func testAPartThatIsMissingUnfinishedOrOfAnotherMeasureIsRefused() throws {
    let fake = try FakeClass()
    try fake.fill(9)
    try gradeParts([1, 3], of: 3, fake)
    XCTAssertEqual(message { try merge(fake) }, "of 3 parts these are missing: 2")
    try gradeParts([2], of: 3, fake, seed: "other")
    XCTAssertEqual(
      message { try merge(fake) },
      "\(part(2, of: 3, fake).folder.path) was graded with seed 'other', not no seed: grade it again to join them"
    )
    try gradeParts([2], of: 3, fake)
    let last = part(3, of: 3, fake)
    var settings = try XCTUnwrap(last.settings())
    settings.isFinished = false
    try last.write(settings)
    XCTAssertTrue(message { try merge(fake) }?.contains("did not finish") ?? false)
  }

  func testPartsOfAnotherClassOrAnotherSplitAreRefused() throws {
    let fake = try FakeClass()
    try fake.fill(9)
    try gradeParts([1, 2], of: 2, fake)
    try fake.add("newcomer", "3")
    try gradeParts([2], of: 2, fake)
    XCTAssertTrue(message { try merge(fake) }?.contains("belongs to another class") ?? false)
    try gradeParts([1], of: 3, fake)
    XCTAssertTrue(message { try merge(fake) }?.contains("parts, not of") ?? false)
  }

  func testTwoRunsOfOneStudentMustAgree() throws {
    let fake = try FakeClass()
    try fake.fill(4)
    let (one, other) = ["one", "other"].map { RecordStore(fake.folder.appendingPathComponent($0)) }.pair
    _ = try fake.run(to: one)
    _ = try fake.run(to: other)
    let joined = RecordStore(fake.folder.appendingPathComponent("joined"))
    XCTAssertEqual(try ClassMerge([one.folder, other.folder]).go(to: joined).submissions, 4)
    try fake.add("student002", "5")
    _ = try fake.run(to: other)
    let text = message { try ClassMerge([one.folder, other.folder]).go(to: joined) }
    XCTAssertTrue(text?.hasPrefix("student002 has two different records") ?? false, text ?? "")
  }

  func testWhatIsNoResultIsRefused() throws {
    let fake = try FakeClass()
    XCTAssertEqual(
      message { try ClassMerge([fake.submissions]) },
      "\(fake.submissions.path) holds no results of 'course class'")
  }
}

extension Array {
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}
