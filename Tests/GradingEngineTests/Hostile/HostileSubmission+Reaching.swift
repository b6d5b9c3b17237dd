/// Submissions that reach for something outside. One that succeeds returns the correct answer, otherwise a
/// wrong one of the correct shape, which costs one of task 5's four checks; one that only does harm returns
/// the correct one.
extension HostileSubmission {
  private static func right(if condition: String) -> String { "guard \(condition) else { return state }" }

  static let inReaching: [HostileSubmission] = [
    HostileSubmission(
      inStackedStep: "reads the solution", .failed, 15,
      doing: right(if: "canRead(root + \"/Solutions/03-RNN/RNN.swift\")")),
    HostileSubmission(
      inStackedStep: "reads the checks", .failed, 15,
      doing: right(if: "canRead(root + \"/Tests/Grading/03-RNN/StackedTests.swift\")")),
    HostileSubmission(
      inStackedStep: "reads another submission", .failed, 15, doing: right(if: "canRead(neighbour)")),
    HostileSubmission(
      inStackedStep: "reads the gradebook", .failed, 15, doing: right(if: "canRead(gradebook)")),
    HostileSubmission(
      inStackedStep: "reads the users", .failed, 15, doing: right(if: "canRead(\"/etc/passwd\")")),
    HostileSubmission(
      inStackedStep: "looks at other processes", .failed, 15,
      doing: right(if: "canRead(\"/proc/\\(getppid())/environ\") || opendir(classFolder) != nil")),
    HostileSubmission("opens a socket", [Loss(5, .failed, 15)]) { work in
      try work.beginStackedStep(
        """
        var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(\(work.surroundings.port)).bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            let own = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let answer = withUnsafePointer(to: &address) {
              $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(own, $0, 16) }
            }
            guard answer == 0 else { return state }
        """)
    },
    HostileSubmission(
      inStackedStep: "writes wherever it can",
      doing: """
        let home = NSHomeDirectory()
            for folder in ["/tmp", "/var/tmp", "/dev/shm", home, root, root + "/Solutions", classFolder, "."] {
              _ = try? Data(token.utf8).write(to: URL(fileURLWithPath: folder + "/" + token))
            }
        """),
    HostileSubmission(
      inStackedStep: "changes the gradebook",
      doing: """
        for path in [gradebook, neighbour, root + "/Package.swift"] {
              if let file = fopen(path, "a") { fputs(token, file); fclose(file) }
              unlink(path)
            }
        """),
    HostileSubmission(
      inStackedStep: "kills its parent", .crashed, doing: "kill(getppid(), SIGKILL); sleep(2)"),
    HostileSubmission(
      inStackedStep: "changes its surroundings",
      doing:
        "setenv(\"COURSE_SEED\", token, 1); chdir(\"/\"); umask(0o777); setlocale(LC_ALL, \"tr_TR\"); nice(19)"
    ),
  ]
}
