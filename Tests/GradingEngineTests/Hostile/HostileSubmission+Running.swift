/// Submissions that end the program, or keep it from ending.
extension HostileSubmission {
  static let inRunning: [HostileSubmission] = [
    HostileSubmission(inStackedStep: "a trap", .crashed, doing: "_ = [1, 2][input.rows * 7]"),
    HostileSubmission(
      inStackedStep: "a fatal error", .crashed, doing: "if input.rows > 0 { fatalError(token) }"),
    HostileSubmission(
      inStackedStep: "a trap in another thread", .crashed,
      doing: "Thread { fatalError(token) }.start(); Thread.sleep(forTimeInterval: 5)"),
    HostileSubmission(
      inStackedStep: "recursion without an end", .crashed, doing: "_ = try stackedStep(input, from: state)"),
    HostileSubmission(inStackedStep: "exit", .crashed, doing: "if input.rows > 0 { exit(0) }"),
    HostileSubmission(inStackedStep: "_exit", .crashed, doing: "if input.rows > 0 { _exit(0) }"),
    HostileSubmission(inStackedStep: "abort", .crashed, doing: "if input.rows > 0 { abort() }"),
    HostileSubmission(inStackedStep: "a signal to itself", .crashed, doing: "kill(getpid(), SIGKILL)"),
    HostileSubmission(
      inStackedStep: "all descriptors closed", .crashed,
      doing: "for descriptor: Int32 in 0..<1024 { close(descriptor) }"),
    HostileSubmission(inStackedStep: "a handler that exits at the exit", doing: "atexit { _exit(0) }"),
    HostileSubmission(
      inStackedStep: "a handler that never ends at the exit", .timedOut,
      doing: "atexit { while true {} }; if input.rows > 0 { exit(0) }"),
    HostileSubmission(inStackedStep: "a loop without an end", .timedOut, doing: "while input.rows > 0 {}"),
    HostileSubmission(
      inStackedStep: "a loop that ignores every signal", .timedOut,
      doing: "for number: Int32 in 1..<32 { signal(number, SIG_IGN) }; while input.rows > 0 {}"),
    HostileSubmission(
      inStackedStep: "a wait that never ends", .timedOut, doing: "DispatchSemaphore(value: 0).wait()"),
    HostileSubmission(inStackedStep: "a stop of itself", .timedOut, doing: "raise(SIGSTOP)"),
    HostileSubmission(
      inStackedStep: "an error with a megabyte of words", .failed,
      doing:
        "struct Long: Error { let text: String }; throw Long(text: String(repeating: token, count: 100_000))"),
    HostileSubmission(
      "a trap in the backward pass", unit: "08", [Loss(4, .crashed, 0), Loss(5, .crashed, 0)]
    ) {
      try $0.replace(
        "    let old = cache.previousState\n",
        with: "    let old = cache.previousState\n    _ = [1][old.rows]\n",
        in: "GRU+Backward.swift")
    },
    HostileSubmission("a loop in the backward pass", unit: "08", [Loss(5, .timedOut, 0)]) {
      try $0.replace(
        "    return (inputs.reversed()", with: "    while true {}\n    return (inputs.reversed()",
        in: "GRU+Backward.swift")
    },
  ]
}
