import Foundation
import XCTest

@testable import ChildProcesses

/// The parts of the system a program in a sandbox cannot see, change or reach.
///
/// Each deed is also done without a sandbox, where it has to work: otherwise its failure would prove nothing.
final class SandboxTests: HostileTestCase {
  private func assertOnlyOutside(
    _ deed: String, _ what: String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    try requireSandbox()
    XCTAssertEqual(
      try run(deed, what, in: sandbox).end, .exited(7), "\(deed) \(what)", file: file, line: line)
    XCTAssertEqual(
      try run(deed, what, in: nil).end, .exited(0), "\(deed) \(what), outside", file: file, line: line)
  }

  private func assertInside(_ deed: String, _ what: String, _ sandbox: Sandbox, _ status: Int32) throws {
    try requireSandbox()
    XCTAssertEqual(try run(deed, what, in: sandbox).end, .exited(status), "\(deed) \(what)")
  }

  private func file(_ name: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("kept".utf8).write(to: file)
    return file.path
  }

  func testNothingIsWrittenOutsideWhatIsWritable() throws {
    let outside = FileManager.default.temporaryDirectory.appendingPathComponent(
      "outside-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: outside) }
    let target = outside.appendingPathComponent("written").path
    try assertOnlyOutside("write", target)
    try? FileManager.default.removeItem(atPath: target)
    var open = sandbox
    open.readable.append(outside.path)
    try assertInside("write", target, open, 7)
    XCTAssertFalse(FileManager.default.fileExists(atPath: target))
    for place in ["/written", "/usr/written", "/dev/written", "/dev/shm/written", "/etc/written"] {
      try assertInside("write", place, sandbox, 7)
    }
  }

  func testWhatIsWritableIsWritten() throws {
    let target = folder.appendingPathComponent("written").path
    try assertInside("write", target, sandbox, 0)
    XCTAssertTrue(FileManager.default.fileExists(atPath: target))
  }

  func testWhatIsNotNamedIsNotThere() throws {
    let secret = FileManager.default.temporaryDirectory.appendingPathComponent("secret-\(UUID().uuidString)")
    try Data("secret".utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    try assertOnlyOutside("read", secret.path)
    try assertOnlyOutside("read", "/etc/passwd")
  }

  func testWhatIsHiddenIsNotThereAlthoughItsFolderIs() throws {
    var sandbox = sandbox
    sandbox.hidden = [try file("book/solutions/a"), folder.appendingPathComponent("other").path]
    let other = try file("other/b")
    try assertInside("read", other, sandbox, 7)
    let seen = try file("book/c")
    try assertInside("read", seen, sandbox, 0)
    // A hidden file is an empty one that cannot be changed.
    try assertInside("grow", sandbox.hidden[0], sandbox, 7)
    XCTAssertEqual(try String(contentsOfFile: sandbox.hidden[0], encoding: .utf8), "kept")
  }

  func testAPrivateFolderHidesWhatLiesThereAndKeepsNothing() throws {
    var sandbox = sandbox
    let kept = try file("run/kept")
    sandbox.scratch = [folder.appendingPathComponent("run").path]
    try assertInside("read", kept, sandbox, 7)
    try assertInside("write", folder.appendingPathComponent("run/new").path, sandbox, 0)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.scratch[0]), ["kept"])
  }

  func testThePrivateFolderForTemporaryFilesIsSmall() throws {
    try requireSandbox()
    let output = try run("fill", "40", in: sandbox)
    XCTAssertEqual(output.end, .exited(7))
    XCTAssertEqual(output.lines, ["16"], "a file is a megabyte")
  }

  func testALinkLeadsNowhereElse() throws {
    try requireSandbox()
    let link = folder.appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/etc/passwd")
    try assertInside("read", link.path, sandbox, 7)
  }

  func testThereIsNoNetwork() throws {
    let listener = try XCTUnwrap(Listener())
    try assertOnlyOutside("connect", "\(listener.port)")
  }

  func testNoProcessOutsideCanBeSignalled() throws {
    let sleeper = try ChildProcess(
      ChildCommand(["/bin/sleep", "100"], environment: [:], directory: "/"))
    try assertOnlyOutside("signal", "\(sleeper.id)")
    XCTAssertEqual(sleeper.endWithDescendants(), .signalled(SIGKILL))
  }

  func testTheKernelsSettingsAreClosedToRootToo() throws {
    try assertInside("change", "/proc/sys/kernel/core_pattern", sandbox, 7)
    try assertInside("change", "/proc/sys/vm/swappiness", sandbox, 7)
  }

  func testTheSystemAndTheToolchainAreThere() throws {
    let clang = try XCTUnwrap(Toolchain.current).root.appendingPathComponent("usr/bin/clang").path
    for path in ["/usr/bin/env", "/bin/sh", "/dev/null", "/proc/self/status", clang] {
      try assertInside("read", path, sandbox, 0)
    }
  }

  func testTheLineOnDescriptor3PassesThrough() throws {
    try requireSandbox()
    let child = try ChildProcess(
      ChildCommand(
        ["/bin/sh", "-c", "read word <&3; echo $word back >&3; read end <&3"],
        environment: ["PATH": "/usr/bin:/bin"], directory: folder.path,
        limits: ChildLimits(processorSeconds: 5), isolation: .sandbox(sandbox)))
    var reader = ChildReader(child)
    reader.send("there and\n")
    let patience = Date() + 5
    var lines: [LineReader.Line] = []
    while lines.isEmpty, Date() < patience {
      reader.wait(milliseconds: 10)
      lines = reader.takeLines()
    }
    XCTAssertEqual(lines, [.whole(Data("there and back".utf8))])
  }

  func testASignalReachesTheProgramAlone() throws {
    try requireSandbox()
    let child = try ChildProcess(
      ChildCommand(
        ["/bin/sh", "-c", "trap 'echo trapped; exit 5' USR1; echo ready; while :; do sleep 0.01; done"],
        environment: ["PATH": "/usr/bin:/bin"], directory: folder.path,
        limits: ChildLimits(processorSeconds: 5), isolation: .sandbox(sandbox)))
    var reader = ChildReader(child)
    let patience = Date() + 5
    while child.poll() == nil, Date() < patience {
      reader.drainOutput()
      if reader.printed.lines.contains("ready") { child.signal(SIGUSR1) }
      reader.wait(milliseconds: 10)
    }
    reader.drainOutput()
    XCTAssertEqual(child.poll(), .exited(5))
    XCTAssertEqual(reader.printed.lines.last, "trapped")
  }
}

/// A socket that waits for connections on this machine.
private final class Listener {
  let descriptor: Int32
  let port: UInt16

  init?() {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = Int32(SOCK_STREAM)
    #endif
    descriptor = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = descriptor
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else { return nil }
  }

  deinit { close(descriptor) }
}
