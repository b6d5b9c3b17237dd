import ChildProcesses
import Foundation
import GradingProtocol
import XCTest

@testable import GradingEngine

/// A judge and an answering program that are small shell scripts, so the runner's mechanics are tested in
/// milliseconds. They talk over descriptor 3 as real ones do.
final class FakeSuite {
  let folder: URL
  let checks: [GradedCheck]
  private let judge: URL
  private let answers: URL

  /// A judge that asks one question per check and passes any answer, and a program whose `body` answers for
  /// the check `$name`: by `answer`, `fail TEXT`, `frame KIND TEXT`, or by anything else.
  ///
  /// - Parameter judging: what the judge does instead of asking, in tests of that.
  init(_ names: [String], _ body: String, judging: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fake-suite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    checks = names.map { GradedCheck(module: "Fake", className: "Tests", method: "testTask1_\($0)") }
    judge = folder.appendingPathComponent("judge.sh")
    answers = folder.appendingPathComponent("answers.sh")
    let asking = """
      frame 5 "$name" >&3
      receive
      case $kind in
      9) end '"verdict":"passed"' ;;
      12) end '"verdict":"failed","message":"'"$payload"'"' ;;
      *) end '"verdict":"crashed","lost":{"ended":{}}' ;;
      esac
      """
    try write(
      """
      end() { frame 2 '{"test":"'$test'",'"$1"'}' >&3; receive; }
      for test in $(echo "$1" | tr ',' ' '); do
      name=${test##*_}
      begin() { frame 1 '{"test":"'$test'"}' >&3; receive; }
      \(judging ?? "begin\n\(asking)")
      done
      """, to: judge)
    try write(
      """
      answer() { frame 9 "" >&3; }
      fail() { frame 12 "$1" >&3; }
      while receive; do
      name=$payload
      \(body)
      done
      """, to: answers)
  }

  private func write(_ text: String, to script: URL) throws {
    let common = """
      octal() { printf '\\\\%03o' "$1"; }
      frame() {
        length=$(printf %s "$2" | wc -c)
        printf "$(octal $1)$(octal $((length % 256)))$(octal $((length / 256)))\\\\000\\\\000"
        printf %s "$2"
      }
      receive() {
        set -- $(head -c 5 <&3 | od -An -tu1)
        [ $# = 5 ] || exit 0
        kind=$1
        payload=$(head -c $(($2 + 256 * $3)) <&3)
      }

      """
    try Data((common + text + "\n").utf8).write(to: script)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs both scripts; without a sandbox a test can read the files they left in their folder.
  func run(
    secondsPerCheck: Double = 5, secondsToStart: Double = 5, secondsForTheJudge: Double = 5,
    isSandboxed: Bool = false, limits: ChildLimits? = nil
  ) throws -> [CheckResult] {
    var settings = RunSettings(
      judge: ["/bin/sh", judge.path], program: ["/bin/sh", answers.path], scratch: folder,
      stagedFolder: folder,
      secondsPerCheck: secondsPerCheck, secondsToStart: secondsToStart)
    settings.secondsForTheJudge = secondsForTheJudge
    settings.isSandboxed = isSandboxed
    if let limits { settings.limits = limits }
    return try SuiteRunner(settings).run(checks)
  }

  /// The files a script left in its folder.
  func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}

extension [CheckResult] {
  var verdicts: [Verdict] { map(\.verdict) }
}
