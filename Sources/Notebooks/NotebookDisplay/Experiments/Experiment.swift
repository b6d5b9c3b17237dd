import Dispatch
import Foundation

/// A question put fairly: every setting runs with every seed, and no number goes missing.
///
/// ```swift
/// let recall = Experiment("recall", chapter: "12", settings: runs, seeds: 1...5) { run, seed in
///   [recallLoss(run.kind, distance: run.distance, rate: run.rate, seed: seed)]
/// }
/// let results = try recall.results()
/// show(ErrorBarChart(results.settings.map { results.sample($0) }, xLabel: "loss"))
/// ```
///
/// Runs are independent of each other and use all cores. Results that take long are stored with the chapter, in
/// `Chapters/NN-Name/runs/NAME.csv`: `course experiments NN` computes them all, and weaving the chapter computes a
/// sample of them again and compares.
public struct Experiment<Setting: CustomStringConvertible> {
  /// Its name, which is also that of its file.
  public let name: String
  /// The number of the chapter that asks, such as `12`.
  public let chapter: String
  /// Every setting that is compared; their descriptions differ.
  public let settings: [Setting]
  /// The seeds that each setting runs with.
  public let seeds: [UInt64]
  /// What a run measures, in this order.
  public let measures: [String]
  /// Whether the results are stored with the chapter.
  public let isStored: Bool
  let run: (Setting, UInt64) throws -> [Double]

  /// An experiment; nothing runs yet.
  ///
  /// - Parameters:
  ///   - name: lowercase letters, digits and hyphens.
  ///   - chapter: the number of the chapter, two digits.
  ///   - settings: what is compared.
  ///   - seeds: at least one; several, if a conclusion is to be drawn.
  ///   - measures: what a run returns, in this order: for instance a validation loss to choose a learning rate by and
  ///     a test loss to report.
  ///   - isStored: whether the results are stored with the chapter, because all runs take more than some seconds.
  ///   - run: one run. It draws all its randomness from the seed, and other runs go on at the same time.
  /// - Precondition: there are settings, seeds and measures, and no two settings have the same description.
  public init(
    _ name: String, chapter: String, settings: [Setting], seeds: some Sequence<UInt64>,
    measures: [String] = ["value"],
    isStored: Bool = false, run: @escaping (Setting, UInt64) throws -> [Double]
  ) {
    self.name = name
    self.chapter = chapter
    self.settings = settings
    self.seeds = Array(seeds)
    self.measures = measures
    self.isStored = isStored
    self.run = run
    precondition(
      !settings.isEmpty && !self.seeds.isEmpty && !measures.isEmpty, "experiment '\(name)' asks nothing")
    let names = settings.map(\.description)
    precondition(
      Set(names).count == names.count, "experiment '\(name)' has two settings with one description")
  }

  /// The results: those stored with the chapter, or else all computed now.
  ///
  /// - Parameter checking: how many of the stored runs are computed again at weaving, spread over the table.
  /// - Throws: what a run throws; ``ExperimentError`` if stored numbers are not what a run gives.
  public func results(checking: Int = 2) throws -> ExperimentResults<Setting> {
    let mode = ExperimentMode.current
    if case .otherSeeds(let offset) = mode { return try computed(seeds.map { $0 &+ offset }, keeping: nil) }
    guard isStored else { return try computed(seeds, keeping: nil) }
    guard let file = ExperimentFile(name, chapter: chapter) else { return try computedWithWarning() }
    if mode == .computing {
      let results = try computed(seeds, keeping: ExperimentDraft(file: file))
      try results.write(to: file)
      return results
    }
    let stored = try ExperimentResults(stored: self, in: file)
    guard mode == .weaving else { return try stored ?? computedWithWarning() }
    guard let stored else {
      throw ExperimentError("experiment '\(name)' has no stored results: course experiments \(chapter)")
    }
    try stored.check(count: checking)
    return stored
  }

  private func computedWithWarning() throws -> ExperimentResults<Setting> {
    let note =
      "The stored results of experiment '\(name)' are not here, so its \(settings.count * seeds.count) runs are computed, "
      + "which can take long. Inside the course's folder they are found.\n"
    FileHandle.standardError.write(Data(note.utf8))
    return try computed(seeds, keeping: nil)
  }

  /// Runs everything that the unfinished file does not hold yet.
  func computed(_ seeds: [UInt64], keeping draft: ExperimentDraft?) throws -> ExperimentResults<
    Setting
  > {
    let known = try draft?.rows(measureCount: measures.count) ?? [:]
    let jobs = settings.indices.flatMap { setting in seeds.indices.map { (setting: setting, seed: $0) } }
    let values = try inParallel(jobs.count) { index in
      let (setting, seed) = (settings[jobs[index].setting], seeds[jobs[index].seed])
      let key = ExperimentKey(setting: setting.description, seed: seed)
      if let values = known[key] { return values }
      let values = try measured(setting, seed)
      try draft?.append(key, values)
      return values
    }
    let rows = Array(values.chunked(seeds.count))
    return ExperimentResults(experiment: self, seeds: seeds, values: rows)
  }

  /// One run, with as many numbers as measures.
  func measured(_ setting: Setting, _ seed: UInt64) throws -> [Double] {
    let values = try run(setting, seed)
    precondition(
      values.count == measures.count,
      "a run of '\(name)' returned \(values.count) numbers for \(measures.count) measures: \(measures)")
    return values
  }
}

/// Results of independent jobs, in the order of their numbers, computed on all cores.
///
/// - Throws: the error of the first job that failed, once all have ended.
private func inParallel<R>(_ count: Int, _ job: (Int) throws -> R) throws -> [R] {
  var results = [Result<R, Error>?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return }
    // Each job writes to its own place, and its runs share nothing: see Experiment.init.
    nonisolated(unsafe) let place = start
    nonisolated(unsafe) let job = job
    DispatchQueue.concurrentPerform(iterations: count) { index in
      place[index] = Result { try job(index) }
    }
  }
  return try results.map { try $0!.get() }
}

extension Array {
  /// Its elements in rows of equal length.
  fileprivate func chunked(_ length: Int) -> [[Element]] {
    stride(from: 0, to: count, by: length).map { Array(self[$0..<$0 + length]) }
  }
}
