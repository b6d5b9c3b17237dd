import Foundation
import XCTest

@testable import NotebookDisplay

/// Every setting runs with every seed; what is stored is what was computed.
final class ExperimentTests: XCTestCase {
  private struct Setting: CustomStringConvertible, Equatable {
    let rate: Double
    var description: String { "rate \(rate)" }
  }
  private let settings = [0.1, 0.2, 0.4, 0.8].map { Setting(rate: $0) }
  private var folder = URL(fileURLWithPath: "/")

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("experiment-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private var file: ExperimentFile { ExperimentFile(url: folder.appendingPathComponent("runs/law.csv")) }

  /// A bowl with its lowest mean at 0.4, moved by the seed.
  private func experiment(
    seeds: [UInt64] = [3, 1, 2], counting count: Counter = Counter()
  ) -> Experiment<Setting> {
    Experiment("law", chapter: "99", settings: settings, seeds: seeds, measures: ["validation", "test"]) {
      count.add()
      return [($0.rate - 0.4) * ($0.rate - 0.4) + Double($1) / 1000, Double($1)]
    }
  }

  func testEverySettingRunsOnceWithEverySeed() throws {
    let count = Counter()
    let results = try experiment(counting: count).results()
    XCTAssertEqual(count.value, 12)
    for setting in settings {
      XCTAssertEqual(results[setting, "test"], [3, 1, 2])
      let bowl = (setting.rate - 0.4) * (setting.rate - 0.4)
      XCTAssertEqual(results.sample(setting).mean, bowl + 0.002, accuracy: 1e-12)
      XCTAssertEqual(results.sample(setting).standardError, 0.001 / 3.0.squareRoot(), accuracy: 1e-12)
    }
  }

  func testTheBestSettingSaysWhetherItLiesBetweenWorseOnes() throws {
    let results = try experiment().results()
    XCTAssertEqual(results.best(of: settings).setting, settings[2])
    XCTAssertTrue(results.best(of: settings).isBracketed)
    XCTAssertFalse(results.best(of: Array(settings.prefix(3))).isBracketed)
    XCTAssertFalse(results.best(of: Array(settings.suffix(2))).isBracketed)
  }

  func testARunThatDivergedIsNeverTheBest() throws {
    let results = try Experiment("nan", chapter: "99", settings: settings, seeds: [1, 2]) { setting, seed in
      [setting.rate == 0.1 && seed == 2 ? .nan : setting.rate]
    }.results()
    XCTAssertEqual(results.best(of: settings).setting, settings[1])
  }

  func testStoredNumbersAreThoseThatWereComputed() throws {
    let results = try experiment().results()
    try results.write(to: file)
    let stored = try XCTUnwrap(ExperimentResults(stored: experiment(), in: file))
    for setting in settings {
      for measure in ["validation", "test"] {
        XCTAssertEqual(stored[setting, measure], results[setting, measure])
      }
    }
    XCTAssertNoThrow(try stored.check(count: 12))
  }

  func testTheFileIsFoundInTheCourseAndInACopyOfTheChapter() throws {
    let (inside, copy) = (
      folder.appendingPathComponent("course/Chapters/99-Law"), folder.appendingPathComponent("mine/99-Law")
    )
    for place in [inside, copy] {
      XCTAssertNil(ExperimentFile("law", chapter: "99", from: copy))
      try experiment().results().write(to: ExperimentFile(url: place.appendingPathComponent("runs/law.csv")))
      let found = try XCTUnwrap(ExperimentFile("law", chapter: "99", from: place))
      XCTAssertEqual(found.url.path, place.path + "/runs/law.csv")
    }
    XCTAssertNil(ExperimentFile("law", chapter: "98", from: copy))
    XCTAssertNil(ExperimentFile("law", chapter: "99", from: folder))
  }

  func testStoredNumbersOfAnotherQuestionAreNotUsed() throws {
    try experiment().results().write(to: file)
    XCTAssertNil(try ExperimentResults(stored: experiment(seeds: [3, 1, 2, 4]), in: file))
    XCTAssertNil(try ExperimentResults(stored: experiment(seeds: [3, 1, 5]), in: file))
    XCTAssertNil(try ExperimentResults(stored: experiment(seeds: [3, 1]), in: file))
  }

  func testAStoredNumberThatNoRunGivesIsFound() throws {
    try experiment().results().write(to: file)
    let text = try String(contentsOf: file.url, encoding: .utf8)
    try text.replacingOccurrences(of: "rate 0.8\",2,0.162", with: "rate 0.8\",2,0.171")
      .write(to: file.url, atomically: true, encoding: .utf8)
    let stored = try XCTUnwrap(ExperimentResults(stored: experiment(), in: file))
    XCTAssertThrowsError(try stored.check(count: 12)) {
      XCTAssertTrue("\($0)".contains("validation of 'rate 0.8' with seed 2"), "\($0)")
      XCTAssertTrue("\($0)".contains("course experiments 99"), "\($0)")
    }
  }

  func testADamagedLineIsNamed() throws {
    try experiment().results().write(to: file)
    let text = try String(contentsOf: file.url, encoding: .utf8)
    try text.replacingOccurrences(of: "\"rate 0.1\",1,", with: "\"rate 0.1\",1,x")
      .write(to: file.url, atomically: true, encoding: .utf8)
    XCTAssertThrowsError(try ExperimentResults(stored: experiment(), in: file)) {
      XCTAssertTrue("\($0)".contains("law.csv, line 3"), "\($0)")
    }
  }

  func testADraftContinuesAndALineThatWasCutOffRunsAgain() throws {
    let draft = ExperimentDraft(file: file)
    try draft.append(ExperimentKey(setting: "rate 0.1", seed: 3), [7, 8])
    let handle = try FileHandle(forWritingTo: draft.url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("\"rate 0.1\",1,0.0".utf8))
    try handle.close()
    let count = Counter()
    let results = try experiment(counting: count).computed([3, 1, 2], keeping: draft)
    XCTAssertEqual(count.value, 11)
    XCTAssertEqual(results[settings[0]].first, 7)
    XCTAssertEqual(results[settings[0]][1], 0.091, accuracy: 1e-12)
  }

  func testAFailureOfOneRunIsThatOfTheExperiment() {
    struct Failure: Error {}
    let experiment = Experiment("fails", chapter: "99", settings: settings, seeds: [1, 2]) { setting, _ in
      if setting.rate == 0.4 { throw Failure() }
      return [1]
    }
    XCTAssertThrowsError(try experiment.results()) { XCTAssertTrue($0 is Failure) }
  }

  func testTheTableHasARowPerSettingAndAColumnPerSeed() throws {
    let plain = try experiment().results().mimeBundle(caption: nil).plain
    XCTAssertEqual(plain.components(separatedBy: "rate 0.").count - 1, 4)
    for word in ["mean", "standard error", "seed 3", "seed 1", "seed 2"] {
      XCTAssertTrue(plain.contains(word), word)
    }
  }
}

/// A count that threads add to.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  var value: Int { lock.withLock { count } }
  func add() { lock.withLock { count += 1 } }
}
