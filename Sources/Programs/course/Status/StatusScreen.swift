import CommandSupport
import Formats

/// The status, laid out for a terminal or a pipe: units, points, and the next thing to do.
struct StatusScreen {
  let terminal: Terminal
  /// How the user calls the command, `swift run course`.
  let command: String
  /// The names of the available verbs; only these are offered.
  let verbs: [String]

  /// The whole screen.
  func text(_ report: StatusReport) -> String {
    var blocks = [terminal.bold("A course on recurrent neural networks")]
    blocks.append((report.units.map(line) + totalLine(report.units)).joined(separator: "\n"))
    blocks.append(report.next.map(next) ?? finished())
    let open = report.alsoOpen.map(\.unit).joined(separator: ", ")
    if report.next != nil, !open.isEmpty { blocks.append(terminal.dim("Open as well: \(open)")) }
    if let note = report.note { blocks.append(terminal.yellow("Note: \(note).")) }
    return blocks.joined(separator: "\n\n")
  }

  private func line(_ unit: StatusReport.Unit) -> String {
    let width = titleWidth
    let title = unit.title.count > width ? unit.title.prefix(width - 1) + "…" : unit.title[...]
    let padding = String(repeating: " ", count: width - title.count)
    let last = unit.lastScore.flatMap { $0 < unit.score ? "  (last attempt \(points($0)))" : nil } ?? ""
    return "  \(unit.unit)  \(title)\(padding)  \(bar(unit))  "
      + (unit.lastScore == nil && !unit.after.isEmpty ? terminal.dim(after(unit)) : score(unit) + last)
  }

  /// What to do first, cut to the available room.
  private func after(_ unit: StatusReport.Unit) -> String {
    "after " + unit.after.prefix(2).joined(separator: ", ") + (unit.after.count > 2 ? " …" : "")
  }

  private func score(_ unit: StatusReport.Unit) -> String {
    let reached = points(unit.score)
    let padding = String(repeating: " ", count: max(0, points(unit.maxScore).count - reached.count))
    return "\(padding)\(reached) of \(points(unit.maxScore))"
  }

  /// A full bar means full points and nothing less; an empty one means none.
  private func bar(_ unit: StatusReport.Unit) -> String {
    let share = unit.maxScore > 0 ? unit.score / unit.maxScore : 0
    var filled = Int((share * Double(barWidth)).rounded())
    if share < 1 { filled = min(filled, barWidth - 1) }
    if share > 0 { filled = max(filled, 1) }
    let full = String(repeating: "█", count: filled)
    let rest = String(repeating: "░", count: barWidth - filled)
    return share == 1 ? terminal.green(full) : full + terminal.dim(rest)
  }

  private func totalLine(_ units: [StatusReport.Unit]) -> [String] {
    guard units.count > 1 else { return [] }
    let reached = units.reduce(0) { $0 + $1.score }
    let all = units.reduce(0) { $0 + $1.maxScore }
    return ["", "  \(points(reached)) of \(points(all)) points"]
  }

  private func next(_ next: StatusReport.Next) -> String {
    let unit = String(next.task.prefix { $0 != "." })
    let state = next.verdict.map { ", \(words(forVerdict: $0)) in the last attempt" } ?? ""
    var lines = [terminal.bold("Next: task \(next.task), \(next.name)") + " (\(next.points) points\(state))"]
    let chapter = verbs.contains("read") ? "\(command) read \(unit)" : next.chapter
    lines.append("  read   " + chapter)
    lines.append("  write  " + next.file)
    if verbs.contains("grade") { lines.append("  check  \(command) grade \(unit)") }
    if verbs.contains("hint"), next.verdict.map({ !["passed", "notStarted"].contains($0) }) == true {
      lines.append("  hint   \(command) hint \(next.task)")
    }
    return lines.joined(separator: "\n")
  }

  private func finished() -> String {
    var text = terminal.green("Every task has passed.")
    if verbs.contains("train") { text += " Train a model on your own text: \(command) train FILE" }
    return text
  }

  /// `notStarted` → "not started".
  private func words(forVerdict verdict: String) -> String {
    verdict.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
  }

  /// At most one decimal, and none if it would be a zero. Rounded down, so only full points look full; the
  /// small addend compensates for summed shares such as 100/3.
  private func points(_ score: Double) -> String {
    let tenths = Int((score * 10 + 1e-6).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// The width a line needs besides the title: number, bar, points and gaps.
  private var titleWidth: Int { min(34, terminal.width - 22 - barWidth) }
  private var barWidth: Int { terminal.width >= 70 ? 20 : 8 }
}
