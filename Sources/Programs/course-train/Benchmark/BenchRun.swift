import CommandSupport
import Foundation
import LinearAlgebra

/// One call of `course bench`, from starting the contestants to the table.
struct BenchRun {
  private let options: BenchOptions
  private let progress = ProgressLine()
  private let interruption = Interruption()

  /// The user asked to stop.
  struct Stopped: Error {}

  init(_ options: BenchOptions) {
    self.options = options
  }

  /// Measures every workload with every instruction set and prints the results, even if the user stops it.
  func go() throws -> ExitStatus {
    var reports: [BenchmarkReport] = []
    for set in options.instructionSets where reports.last?.isComplete ?? true {
      _ = set.use()
      reports.append(try measure(with: set))
    }
    progress.clear()
    try BenchScreen(terminal: .standard).show(reports, asJSON: options.printsJSON)
    return reports.allSatisfy(\.isComplete) ? .done : .interrupted
  }

  /// Measures every workload with an instruction set that is in use.
  private func measure(with set: KernelLevel) throws -> BenchmarkReport {
    progress.show("starting")
    let peers = BenchPeers(options.peers, environment: options.holdsPeers ? set.environment : [:]) {
      progress.show("starting \($0)")
    }
    let contest = Contest(
      course: try ContestantProcess(BenchWorker.command, environment: set.environment),
      peers: peers.processes, threads: options.threads, seconds: options.seconds)
    var report = BenchmarkReport(rounds: options.rounds, secondsPerTurn: options.seconds)
    var peaks: [Double] = []
    do {
      for named in options.workloads {
        let result = try contest.run(named.workload, rounds: options.rounds) { round, name in
          let turn = round == 0 ? "making ready" : "round \(round)"
          try show("\(named.size.rawValue) \(named.workload.title), \(turn): \(name)")
        }
        peaks += result.peak
        report.workloads.append(try self.report(named, result, peers))
      }
    } catch is Stopped {
      report.isComplete = false
    }
    report.repeatedTurns = contest.repeatedTurns
    report.peakGFLOPS = peaks.isEmpty ? MultiplyAddPeak.measure() : median(peaks)
    if options.peers != nil {
      report.peerVersions = Dictionary(
        peers.processes.map { ($0.greeting.name, $0.greeting.version) },
        uniquingKeysWith: { first, _ in first })
      report.missingPeers = peers.missing + contest.failures
    }
    return report
  }

  private func report(_ named: NamedWorkload, _ result: ContestResult, _ peers: BenchPeers) throws
    -> WorkloadReport
  {
    try show("\(named.size.rawValue) \(named.workload.title): memory")
    let request = SpeedRequest(workload: named.workload, seconds: 0, threads: options.threads)
    let memory = try MemoryUse.measure(
      BenchWorker.command, environment: KernelLevel.current.environment, request)
    var peerMemory: [String: MemoryUse] = [:]
    for name in Set(result.peers.map(\.name)).sorted() {
      try show("\(named.size.rawValue) \(named.workload.title): memory of \(name)")
      guard let best = result.best(of: name), let command = peers.command(name, threads: best.threads) else {
        continue
      }
      let request = SpeedRequest(workload: named.workload, seconds: 0, form: best.form)
      peerMemory[name] = try? MemoryUse.measure(command, environment: peers.environment, request)
    }
    return WorkloadReport(named, result, memory: memory, peerMemory: peerMemory)
  }

  private func show(_ text: String) throws {
    if interruption.isRequested { throw Stopped() }
    progress.show(text)
  }
}
