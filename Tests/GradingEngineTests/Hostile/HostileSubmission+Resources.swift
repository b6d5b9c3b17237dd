/// Submissions that take too much of a resource, or leave something on the machine.
extension HostileSubmission {
  static let inResources: [HostileSubmission] = [
    HostileSubmission(
      inStackedStep: "memory without an end", .outOfMemory,
      doing: "while true { memset(malloc(1 << 26), 1, 1 << 26) }"),
    HostileSubmission(
      inStackedStep: "ten gigabytes in one step", .outOfMemory,
      doing: "let all = [UInt8](repeating: 1, count: 10 << 30); print(all.count)"),
    HostileSubmission(
      inStackedStep: "a terabyte of C's", .outOfMemory,
      doing: "memset(malloc(1 << 40), 1, 1 << 40)"),
    HostileSubmission(
      inStackedStep: "100 megabytes printed",
      doing: "for _ in 0..<1600 { print(String(repeating: \"x\", count: 1 << 16)) }"),
    HostileSubmission(
      inStackedStep: "printing without an end", .crashed,
      doing: "while input.rows > 0 { print(String(repeating: \"x\", count: 1 << 16)) }"),
    HostileSubmission(
      inStackedStep: "a file without an end", .crashed,
      doing: """
        let file = fopen("endless-" + token, "w")
            while input.rows > 0 { fwrite([UInt8](repeating: 1, count: 1 << 16), 1, 1 << 16, file) }
        """),
    HostileSubmission(
      inStackedStep: "a fork bomb", .crashed,
      doing:
        "start(\"trap '' TERM; bomb() { sleep 1000 & bomb & bomb & wait; }; bomb\"); while true { sleep(1) }"),
    HostileSubmission(
      inStackedStep: "threads without an end", .crashed,
      doing: "while input.rows > 0 { Thread { sleep(1000) }.start() }"),
    HostileSubmission(
      inStackedStep: "a child that outlives",
      doing: "start(\"trap '' TERM HUP INT; setsid sh -c 'sleep 1000; echo $0' $0 &\"); usleep(50_000)"),
  ]
}
