extension UnitStatistics {
  /// Below this many submissions a rate means little.
  private static let fewest = 5
  /// A task with less does not separate strong submissions from weak ones.
  private static let leastDiscrimination = 0.1

  /// The points an instructor should look at, in sentences.
  public var findings: [String] {
    guard scores.count >= Self.fewest else {
      return ["There are \(scores.count) submissions: too few to say anything about the tasks."]
    }
    return tasks.compactMap(finding)
  }

  private func finding(_ task: TaskStatistics) -> String? {
    let started = task.count - (task.verdicts[.notStarted] ?? 0)
    if task.passRate == 1 { return "Everyone passes \(task.id), \(task.name)." }
    if started == 0 { return "No one started \(task.id), \(task.name)." }
    if task.passRate == 0 {
      return
        "No one passes \(task.id), \(task.name), and \(started) of \(task.count) tried: is the task clear, "
        + "and is its check correct?"
    }
    guard let discrimination = task.discrimination, discrimination < Self.leastDiscrimination,
      (0.05...0.95).contains(task.passRate)
    else { return nil }
    return "\(task.id), \(task.name), does not separate strong submissions from weak ones "
      + "(correlation with the rest \(rounded(discrimination)))."
  }
}

/// A correlation, to two decimals.
func rounded(_ correlation: Double) -> String {
  let hundredths = Int((correlation * 100).rounded())
  let digits = String(abs(hundredths) % 100)
  return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(digits.count < 2 ? "0" : "")\(digits)"
}
