import Foundation

/// One run of an experiment.
struct ExperimentKey: Hashable {
  let setting: String
  let seed: UInt64
}

/// Where an experiment's numbers are stored.
struct ExperimentFile {
  let url: URL

  /// The file of an experiment, next to its chapter; `nil` if this program runs neither inside the course's folder nor
  /// inside a copy of the chapter's.
  init?(
    _ name: String, chapter: String,
    from start: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  ) {
    let manager = FileManager.default
    var folder = start
    while true {
      let chapters = folder.appendingPathComponent("Chapters")
      let names = (try? manager.contentsOfDirectory(atPath: chapters.path)) ?? []
      if let home = names.first(where: { $0.hasPrefix("\(chapter)-") }) {
        url = chapters.appendingPathComponent("\(home)/runs/\(name).csv")
        return
      }
      let copy = folder.appendingPathComponent("runs/\(name).csv")
      if folder.lastPathComponent.hasPrefix("\(chapter)-"), manager.fileExists(atPath: copy.path) {
        url = copy
        return
      }
      guard folder.path != "/" else { return nil }
      folder.deleteLastPathComponent()
    }
  }

  init(url: URL) { self.url = url }

  /// The rows: setting in quotes, seed, measures. Text after the last line break was being written when a run was
  /// killed, and does not count.
  func rows(measureCount: Int) throws -> [ExperimentKey: [Double]] {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [:] }
    var rows: [ExperimentKey: [Double]] = [:]
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .enumerated()
    {
      if number == 0 && line.hasPrefix("setting,") { continue }
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      let fields = parts.count == 3 ? parts[2].split(separator: ",") : []
      let values = fields.dropFirst().compactMap { Double($0) }
      guard parts.count == 3, let seed = fields.first.flatMap({ UInt64($0) }), values.count == measureCount
      else {
        throw ExperimentError(
          "\(url.path), line \(number + 1) is not a run: delete the file, and compute it again")
      }
      rows[ExperimentKey(setting: String(parts[1]), seed: seed)] = values
    }
    return rows
  }

  static func line(_ key: ExperimentKey, _ values: [Double]) -> String {
    "\"\(key.setting)\",\(key.seed)," + values.map { "\($0)" }.joined(separator: ",") + "\n"
  }
}

/// The file that grows while an experiment runs: what is in it need not run again after an interruption.
final class ExperimentDraft: @unchecked Sendable {
  private let file: ExperimentFile
  private let lock = NSLock()

  /// The draft of what will be a file of results.
  init(file: ExperimentFile) { self.file = ExperimentFile(url: file.url.appendingPathExtension("draft")) }

  var url: URL { file.url }

  func rows(measureCount: Int) throws -> [ExperimentKey: [Double]] {
    try file.rows(measureCount: measureCount)
  }

  func append(_ key: ExperimentKey, _ values: [Double]) throws {
    lock.lock()
    defer { lock.unlock() }
    let manager = FileManager.default
    try manager.createDirectory(at: file.url.deletingLastPathComponent(), withIntermediateDirectories: true)
    if !manager.fileExists(atPath: file.url.path) { try Data().write(to: file.url) }
    let handle = try FileHandle(forWritingTo: file.url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(ExperimentFile.line(key, values).utf8))
    try handle.close()
  }
}

extension ExperimentResults {
  /// The stored numbers of an experiment; `nil` if there are none, or if they answer another question: other
  /// settings, seeds or measures.
  init?(stored experiment: Experiment<Setting>, in file: ExperimentFile) throws {
    let rows = try file.rows(measureCount: experiment.measures.count)
    guard rows.count == experiment.settings.count * experiment.seeds.count else { return nil }
    var values: [[[Double]]] = []
    for setting in experiment.settings {
      let found = experiment.seeds.compactMap { rows[ExperimentKey(setting: setting.description, seed: $0)] }
      guard found.count == experiment.seeds.count else { return nil }
      values.append(found)
    }
    self.init(experiment: experiment, seeds: experiment.seeds, values: values)
  }

  /// Stores the numbers, and removes the draft.
  func write(to file: ExperimentFile) throws {
    var text = "setting,seed,\(experiment.measures.joined(separator: ","))\n"
    for (setting, rows) in zip(settings, values) {
      for (seed, measured) in zip(seeds, rows) {
        text += ExperimentFile.line(ExperimentKey(setting: setting.description, seed: seed), measured)
      }
    }
    try FileManager.default.createDirectory(
      at: file.url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file.url, options: .atomic)
    try? FileManager.default.removeItem(at: ExperimentDraft(file: file).url)
  }

  /// Computes some of the runs again.
  ///
  /// - Throws: ``ExperimentError`` if a number differs by more than a thousandth: a chapter always runs with the same
  ///   arithmetic, but a system's exponential may round otherwise.
  func check(count: Int) throws {
    let runs = settings.count * seeds.count
    let chosen = Set((0..<min(count, runs)).map { ($0 * 2 + 1) * runs / (2 * max(1, min(count, runs))) })
    for run in chosen.sorted() {
      let (row, column) = (run / seeds.count, run % seeds.count)
      let fresh = try experiment.measured(settings[row], seeds[column])
      for (measure, pair) in zip(experiment.measures, zip(values[row][column], fresh))
      where !agree(pair.0, pair.1) {
        throw ExperimentError(
          """
          experiment '\(experiment.name)': \(measure) of '\(settings[row])' with seed \(seeds[column]) is \(pair.1), \
          and \(pair.0) is stored; compute all again: course experiments \(experiment.chapter)
          """)
      }
    }
  }

  private func agree(_ one: Double, _ other: Double) -> Bool {
    one == other || (one.isNaN && other.isNaN) || abs(one - other) <= 1e-3 * max(abs(one), abs(other))
  }
}
