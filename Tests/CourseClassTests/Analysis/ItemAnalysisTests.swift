import GradingExamples
import GradingProtocol
import XCTest

@testable import GradingEngine
@testable import course_class

final class ItemAnalysisTests: XCTestCase {
  private func analysis(_ records: [SubmissionRecord]) throws -> UnitStatistics {
    var analysis = ItemAnalysis()
    for record in records { analysis.add(record) }
    return try XCTUnwrap(analysis.units.first)
  }

  private func verdicts(_ text: String) -> [Verdict] {
    text.map { ["p": .passed, "f": .failed, "n": .notStarted, "c": .crashed][$0]! }
  }

  private func records(_ texts: [String]) -> [SubmissionRecord] {
    texts.enumerated().map { ExampleRecord.record(verdicts($1), named: "s\($0)") }
  }

  func testRatesAndMeansAreThoseOfTheRecords() throws {
    let unit = try analysis(records(["ppppp", "pfnnn", "ppnnn", "fnnnn"]))
    XCTAssertEqual(unit.tasks.map(\.passRate), [0.75, 0.5, 0.25, 0.25, 0.25])
    XCTAssertEqual(unit.tasks[0].meanScore, (20 + 20 + 20 + 10) / 4)
    XCTAssertEqual(unit.tasks[1].verdicts, [.passed: 2, .failed: 1, .notStarted: 1])
    XCTAssertEqual(unit.scores, [100, 33, 45, 10])
    XCTAssertEqual(unit.mean, 47)
    XCTAssertEqual(unit.median, 39)
    XCTAssertEqual(unit.distribution.map(\.count), [0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1])
  }

  func testDiscriminationIsTheCorrelationWithTheRest() throws {
    let unit = try analysis(records(["ppppp", "pfnnn", "ppnnn", "fnnnn", "pnnnp", "nnnpn"]))
    for (index, task) in unit.tasks.enumerated() {
      let all = records(["ppppp", "pfnnn", "ppnnn", "fnnnn", "pnnnp", "nnnpn"]).map { $0.report.units[0] }
      let own = all.map { $0.tasks[index].score }
      let rest = all.map { $0.score - $0.tasks[index].score }
      let (a, b) = (own.reduce(0, +) / 6, rest.reduce(0, +) / 6)
      let product = zip(own, rest).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
      let norms = own.reduce(0) { $0 + ($1 - a) * ($1 - a) } * rest.reduce(0) { $0 + ($1 - b) * ($1 - b) }
      XCTAssertEqual(try XCTUnwrap(task.discrimination), product / norms.squareRoot(), accuracy: 1e-12)
    }
  }

  func testWhereAllDoTheSameNothingTellsThemApart() throws {
    let unit = try analysis(records(Array(repeating: "pnnnn", count: 5)))
    XCTAssertNil(unit.tasks[0].discrimination)
    XCTAssertEqual(
      unit.findings.map { $0.prefix(15) },
      ["Everyone passes", "No one started ", "No one started ", "No one started ", "No one started "])
  }

  func testATaskThatNobodyPassesIsCalledOut() throws {
    let unit = try analysis(
      records(
        ["pfppp", "pcppp", "pnppp", "nfnnn", "npnnn"].map { $0.replacingOccurrences(of: "np", with: "nf") }))
    XCTAssertTrue(
      unit.findings.contains { $0.hasPrefix("No one passes 03.2") && $0.contains("4 of 5 tried") })
  }

  func testFewSubmissionsSayNothing() throws {
    XCTAssertEqual(try analysis(records(["pppnn"])).findings.count, 1)
  }

  func testAGraderErrorTakesNoPart() throws {
    var analysis = ItemAnalysis()
    analysis.add(ExampleRecord.record(verdicts("ppppp"), named: "ann"))
    analysis.add(ExampleRecord.record([.passed, .graderError, .passed, .passed, .passed], named: "bob"))
    XCTAssertEqual(analysis.submissionCount, 2)
    XCTAssertEqual(analysis.units[0].scores, [100])
    XCTAssertEqual(analysis.graderErrors, ["bob 03"])
  }

  func testTheSameFailureIsOneCluster() throws {
    let messages = [
      "step: entry [0, 1] is 2.5, expected -1e-07 (3 of 8 entries differ).",
      "step: entry [1, 0] is -3, expected 0.125 (8 of 8 entries differ).",
      "step: entry [0, 0] is NaN (not a number), expected 1 (1 of 8 entries differ).",
    ]
    let unit = try analysis(
      messages.enumerated().map {
        ExampleRecord.record(verdicts("pfppp"), named: "s\($0)", message: $1)
      })
    let clusters = unit.tasks[1].failures.sorted
    XCTAssertEqual(clusters.map(\.count), [2, 1])
    XCTAssertEqual(clusters[0].message, "step: entry [#, #] is #, expected # (# of # entries differ).")
    XCTAssertEqual(clusters[0].names, ["s0", "s1"])
    XCTAssertEqual(unit.sharedFailures.map(\.task), ["03.2"])
  }

  func testAKnownMistakeIsOneClusterWhateverStandsBeforeIt() throws {
    let sentence =
      "These are exactly the numbers you get when the tanh is missing: look at step(_:from:)."
    let unit = try analysis(
      ["states[1]: entry [0, 1] is 2.", "predictions: there are 4 matrices."].map {
        ExampleRecord.record(verdicts("fnnnn"), message: "\($0) \(sentence)")
      })
    XCTAssertEqual(unit.tasks[0].failures.sorted.map(\.message), [sentence])
  }

  func testAFailureCountsOnceForASubmission() throws {
    let unit = try analysis([ExampleRecord.record(verdicts("cnnnn"))])
    XCTAssertEqual(unit.tasks[0].failures.sorted.map(\.count), [1])
  }

  func testTheSummaryForScriptsSaysTheSame() throws {
    var analysis = ItemAnalysis()
    for record in records(["ppppp", "pfnnn", "ppnnn", "fnnnn"]) { analysis.add(record) }
    let data = Data(try AnalysisSummary(analysis).json.utf8)
    let object = try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? [String: Any])
    XCTAssertEqual(object["submissions"] as? Int, 4)
    let unit = try XCTUnwrap((object["units"] as? [[String: Any]])?.first)
    XCTAssertEqual(unit["median"] as? Double, 39)
    let tasks = try XCTUnwrap(unit["tasks"] as? [[String: Any]])
    XCTAssertEqual(tasks.map { $0["passRate"] as? Double }, [0.75, 0.5, 0.25, 0.25, 0.25])
    XCTAssertEqual(tasks[0]["verdicts"] as? [String: Int], ["passed": 3, "failed": 1])
  }
}
