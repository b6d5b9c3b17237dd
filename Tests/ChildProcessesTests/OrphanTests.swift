import Foundation
import XCTest

@testable import ChildProcesses
@testable import Formats

/// The processes a child leaves running if no sandbox ends them.
final class OrphanTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "orphans-\(UUID().uuidString)")

  override func setUpWithError() throws {
    #if !os(Linux)
      throw XCTSkip("orphans come back only on Linux")
    #endif
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private func run(_ script: String) throws -> CommandOutput {
    try CommandOutput(
      ChildCommand(
        ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"], directory: folder.path,
        limits: ChildLimits(processorSeconds: 10)), secondLimit: 10)
  }

  private func isRunning(_ file: String) throws -> Bool {
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    let id = try XCTUnwrap(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    return kill(id, 0) == 0
  }

  func testWhatLeavesItsGroupAndItsEnvironmentIsEndedWithTheRun() throws {
    let script = """
      /usr/bin/env -i setsid sh -c 'echo $$ > one; sleep 40' > /dev/null 2>&1 &
      /usr/bin/env -i setsid sh -c '(setsid sh -c "echo \\$\\$ > two; sleep 40" &) ; sleep 0.1' > /dev/null 2>&1 &
      while [ ! -s one ] || [ ! -s two ]; do sleep 0.01; done
      """
    XCTAssertEqual(try run(script).end, .exited(0))
    XCTAssertFalse(try isRunning("one"))
    XCTAssertFalse(try isRunning("two"))
  }

  func testAChildOfAnotherRunIsLeftAlone() throws {
    let other = try ChildProcess(
      ChildCommand(
        ["/bin/sh", "-c", "(setsid sh -c 'echo $$ > kept; sleep 40' &); sleep 40"],
        environment: ["PATH": "/usr/bin:/bin"], directory: folder.path,
        limits: ChildLimits(processorSeconds: 10)))
    XCTAssertEqual(try run("while [ ! -s kept ]; do sleep 0.01; done").end, .exited(0))
    XCTAssertNil(other.poll())
    XCTAssertTrue(try isRunning("kept"))
    other.endWithDescendants()
    XCTAssertFalse(try isRunning("kept"))
  }

  func testFoldersOfAnInterruptedRunAreKnownUntilTheyAreForgotten() {
    let folders = ["a", "b", "c"].map(folder.appendingPathComponent)
    let before = InterruptGuard.folders
    folders.forEach(InterruptGuard.watch(folder:))
    XCTAssertEqual(InterruptGuard.folders, before + folders.map(\.path))
    InterruptGuard.forget(folder: folders[0])
    XCTAssertEqual(Set(InterruptGuard.folders), Set(before + folders[1...].map(\.path)))
    folders.forEach(InterruptGuard.forget(folder:))
    XCTAssertEqual(InterruptGuard.folders, before)
  }

  func testAStrangerIsNotRootAndGetsWhatItMayChange() throws {
    try XCTSkipUnless(geteuid() == 0, "only root can become another user")
    let writable = folder.appendingPathComponent("mine")
    try Data().write(to: writable)
    let command = ChildCommand(
      [
        "/bin/sh", "-c",
        "id -u; echo x > mine && echo changed; touch new 2>&1 || echo kept out; cat /etc/shadow",
      ],
      environment: ["PATH": "/usr/bin:/bin"], directory: folder.path)
    chmod(folder.path, 0o755)
    let stranger = try Stranger(for: command, insteadOf: Sandbox(writable: [writable.path]))
    var own = command
    own.arguments = stranger.words(command.arguments)
    let lines = try CommandOutput(own, secondLimit: 10).lines.filter { !$0.contains("ermission") }
    XCTAssertEqual(lines, ["\(stranger.user)", "changed", "kept out"])
    XCTAssertNil(Stranger.closedFolder(onTheWayTo: folder.path))
    chmod(folder.path, 0o700)
    XCTAssertEqual(Stranger.closedFolder(onTheWayTo: writable.path), folder.resolvingSymlinksInPath().path)
    XCTAssertThrowsError(try Stranger(for: command, insteadOf: Sandbox())) { error in
      XCTAssertTrue("\(error)".contains("another user cannot enter"), "\(error)")
    }
  }
}
