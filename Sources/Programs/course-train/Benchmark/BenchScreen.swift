import CommandSupport
import Formats
import Foundation

/// The report for people, or as JSON.
struct BenchScreen {
  let terminal: Terminal

  /// Prints a report for each instruction set; one alone is one object of JSON, and several are an array.
  func show(_ reports: [BenchmarkReport], asJSON: Bool) throws {
    if asJSON {
      print(try reports.count == 1 ? jsonText(reports[0]) : jsonText(reports))
    } else {
      print(reports.map(text).joined(separator: "\n\n"))
    }
  }

  /// The report as a table, with the notes needed to read it.
  func text(_ report: BenchmarkReport) -> String {
    let peers = (report.peerVersions ?? [:]).keys.sorted().reversed().map { $0 }
    var lines = [
      "peak    \(fixed(report.peakGFLOPS, 0)) GFLOP/s of multiply-adds (\(report.instructionSet.rawValue)), "
        + "the median over all rounds"
    ]
    lines += peers.map { "\(padded($0))\(report.peerVersions?[$0] ?? "")" }
    lines += report.missingPeers ?? []
    #if DEBUG
      lines.append("This is a debug build; a release build is faster: swift run -c release course bench")
    #endif
    lines += [""] + table(report, peers).lines(terminal)
    lines += summary(report)
    if report.repeatedTurns > 0 {
      lines.append(
        "Turns repeated because the processor was slowed down around them: \(report.repeatedTurns).")
    }
    if !report.isComplete { lines += ["", "Stopped: not every workload is here."] }
    return lines.joined(separator: "\n")
  }

  private func table(_ report: BenchmarkReport, _ peers: [String]) -> TextTable {
    let speeds = peers.map { "× \($0)" }
    let memory = ["MiB"] + peers.map { "MiB \($0)" }
    var table = TextTable(
      header: ["workload", "cell", "layers", "tokens/s", "of peak"] + speeds + memory, leftAligned: 2)
    for one in report.workloads {
      let ratios = peers.map { one.ratios?[$0].map { fixed($0, 1) } ?? "–" }
      let memories = peers.map { memoryText(one.peers?[$0]?.peakMemoryMiB, one.peers?[$0]?.idleMemoryMiB) }
      table.rows.append(
        [
          one.name, one.cell, "\(one.layers)", grouped(Int(one.tokensPerSecond.rounded())),
          fixed(one.shareOfPeak * 100, 0) + " %",
        ] + ratios + [memoryText(one.peakMemoryMiB, one.idleMemoryMiB)] + memories)
    }
    return table
  }

  /// `52 (38)`: the peak of the process, and in parentheses the part added by the training.
  private func memoryText(_ peak: Double?, _ idle: Double?) -> String {
    guard let peak, let idle else { return "–" }
    return "\(fixed(peak, 0)) (\(fixed(peak - idle, 0)))"
  }

  private func summary(_ report: BenchmarkReport) -> [String] {
    var lines = [
      "", "MiB: the peak memory of a process that trains only this; in parentheses what training adds.",
    ]
    let names = report.workloads.map(\.name).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    for name in names {
      let ratios = report.ratiosToBetterPeer { $0.name == name }
      guard let least = ratios.min() else { continue }
      lines.append(
        "\(name): \(fixed(geometricMean(ratios), 1)) × the better peer (geometric mean), at least "
          + "\(fixed(least, 1)) ×")
    }
    return lines
  }

  private func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, 8 - name.count))
  }
}
