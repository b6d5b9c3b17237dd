import Foundation
import XCTest

@testable import ChildProcesses

/// A small C program that misbehaves in the way its first argument names.
enum HostileProgram {
  /// The compiled program, built once in its own folder.
  static let path: String? = {
    guard let root = Toolchain.current?.root else { return nil }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(getpid())")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = folder.appendingPathComponent("hostile.c")
    try? Data(text.utf8).write(to: source)
    let program = folder.appendingPathComponent("hostile").path
    let command = ChildCommand(
      [root.appendingPathComponent("usr/bin/clang").path, "-O1", "-pthread", "-o", program, source.path],
      environment: ["PATH": "/usr/bin:/bin"], directory: "/")
    let output = try? CommandOutput(command, secondLimit: 60)
    return output?.end == .exited(0) ? program : nil
  }()

  private static let text = #"""
    #define _GNU_SOURCE
    #include <arpa/inet.h>
    #include <fcntl.h>
    #include <pthread.h>
    #include <sched.h>
    #include <signal.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/socket.h>
    #include <unistd.h>

    static void ignore_all(void) { for (int n = 1; n < 32; n++) signal(n, SIG_IGN); }
    static void touch(volatile char *p, size_t n) { for (size_t i = 0; i < n; i += 4096) p[i] = 1; }
    static void *rest(void *unused) { pause(); return unused; }

    static void allocate(int megabytes) {
      for (int i = 0; i < megabytes; i++) {
        char *p = malloc(1 << 20);
        if (!p) exit(7);
        touch(p, 1 << 20);
      }
    }

    static int can_connect(int port) {
      struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
      to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      int s = socket(AF_INET, SOCK_STREAM, 0);
      return s >= 0 && connect(s, (struct sockaddr *)&to, sizeof to) == 0;
    }

    int main(int count, char **words) {
      const char *deed = words[1];
      const char *what = count > 2 ? words[2] : "";
      if (!strcmp(deed, "loop")) for (;;) ;
      if (!strcmp(deed, "sleep")) for (;;) sleep(1000);
      if (!strcmp(deed, "stubborn")) { ignore_all(); for (;;) ; }
      if (!strcmp(deed, "close")) { for (int d = 0; d < 1024; d++) close(d); for (;;) sleep(1000); }
      if (!strcmp(deed, "detach")) {
        if (fork() == 0) { setsid(); if (fork() == 0) { ignore_all(); for (;;) sleep(1000); } _exit(0); }
        usleep(50000);
        return 0;
      }
      if (!strcmp(deed, "bomb")) { ignore_all(); for (;;) fork(); }
      if (!strcmp(deed, "threads")) {
        pthread_t t;
        pthread_attr_t a;
        pthread_attr_init(&a);
        pthread_attr_setstacksize(&a, 65536);
        for (int i = 0; i < atoi(what); i++) if (pthread_create(&t, &a, rest, NULL)) return 7;
        for (;;) sleep(1000);
      }
      if (!strcmp(deed, "allocate")) { allocate(atoi(what)); return 0; }
      if (!strcmp(deed, "share")) {
        size_t n = (size_t)atoi(what) << 20;
        char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED) return 7;
        touch(p, n);
        return 0;
      }
      if (!strcmp(deed, "spread")) {
        for (int i = 0; i < 6; i++) if (fork() == 0) { allocate(atoi(what)); for (;;) sleep(1000); }
        for (;;) sleep(1000);
      }
      if (!strcmp(deed, "burn")) { for (int i = 0; i < 3; i++) if (fork() == 0) for (;;) ; for (;;) sleep(1000); }
      if (!strcmp(deed, "print")) {
        char block[65536];
        memset(block, 'x', sizeof block);
        for (int i = 0; i < 16 * atoi(what); i++) if (write(1, block, sizeof block) < 0) return 7;
        return 0;
      }
      if (!strcmp(deed, "fill")) {
        char block[65536] = {1}, name[64];
        for (int f = 0; f < atoi(what); f++) {
          sprintf(name, "/tmp/fill-%d", f);
          int d = open(name, O_CREAT | O_WRONLY, 0600);
          for (int i = 0; i < 16; i++) if (write(d, block, sizeof block) != sizeof block) { printf("%d\n", f); return 7; }
          close(d);
        }
        return 0;
      }
      if (!strcmp(deed, "grow")) {
        char block[65536] = {1};
        int d = open(what, O_CREAT | O_WRONLY, 0600);
        for (;;) if (write(d, block, sizeof block) < 0) return 7;
      }
      if (!strcmp(deed, "write")) return open(what, O_CREAT | O_WRONLY, 0600) < 0 ? 7 : 0;
      if (!strcmp(deed, "change")) return open(what, O_WRONLY) < 0 ? 7 : 0;
      if (!strcmp(deed, "read")) return open(what, O_RDONLY) < 0 ? 7 : 0;
      if (!strcmp(deed, "connect")) return can_connect(atoi(what)) ? 0 : 7;
      if (!strcmp(deed, "signal")) return kill(atoi(what), SIGKILL) ? 7 : 0;
      if (!strcmp(deed, "namespace")) return unshare(0x10000000) ? 7 : 0;
      if (!strcmp(deed, "descriptors")) {
        int n = 0;
        while (open("/dev/null", O_RDONLY) >= 0) n++;
        printf("%d\n", n);
        return 0;
      }
      if (!strcmp(deed, "inherited")) {
        for (int d = 4; d < 1024; d++) if (fcntl(d, F_GETFD) >= 0) printf("%d\n", d);
        return 0;
      }
      if (!strcmp(deed, "end")) { raise(atoi(what)); }
      return 99;
    }
    """#
}

/// Runs the hostile program, once in a sandbox if there is one and once without, and looks for remains.
class HostileTestCase: XCTestCase {
  private(set) var folder = URL(fileURLWithPath: "/nonexistent")

  override func setUpWithError() throws {
    try XCTSkipUnless(
      ChildTree.isReadable, "what a program leaves running is found through /proc, as on Linux")
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  /// Skips the test if sandboxes do not work.
  func requireSandbox() throws {
    try XCTSkipUnless(Sandbox.isAvailable, Sandbox.obstacle ?? "")
  }

  /// Skips the test unless slow ones are requested.
  func requirePatience() throws {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
  }

  /// A sandbox that shows the program, and the test's own folder to be changed.
  var sandbox: Sandbox {
    Sandbox(
      readable: [URL(fileURLWithPath: HostileProgram.path ?? "/").deletingLastPathComponent().path],
      writable: [folder.path], scratchMegabytes: 16)
  }

  /// Runs a deed and checks that none of its processes is left.
  @discardableResult func run(
    _ deed: String, _ what: String = "", limits: ChildLimits? = ChildLimits(processorSeconds: 20),
    in sandbox: Sandbox?, seconds: Double = 10, file: StaticString = #filePath, line: UInt = #line
  ) throws -> CommandOutput {
    let program = try XCTUnwrap(HostileProgram.path, "clang does not compile the hostile program")
    let token = UUID().uuidString
    let output = try CommandOutput(
      ChildCommand(
        [program, deed, what, token], environment: ["PATH": "/usr/bin:/bin"], directory: folder.path,
        limits: limits, isolation: sandbox.map(Isolation.sandbox) ?? .none), secondLimit: seconds)
    // The system takes a moment to end the processes left by the sandbox's first process.
    let patience = Date() + 2
    while Date() < patience, !Self.processes(with: token).isEmpty { usleep(5000) }
    XCTAssertEqual(Self.processes(with: token), [], "left running", file: file, line: line)
    return output
  }

  /// The processes that live and have a word in their command line.
  static func processes(with token: String) -> [pid_t] {
    ChildTree.processes { id in
      ChildTree.text("/proc/\(id)/cmdline").contains(token)
        && !ChildTree.text("/proc/\(id)/stat").contains(") Z ")
    }
  }
}
