/// The numbers of an experiment, by setting and seed.
public struct ExperimentResults<Setting: CustomStringConvertible> {
  /// What was asked.
  public let experiment: Experiment<Setting>
  /// The seeds that the numbers belong to.
  public let seeds: [UInt64]
  /// For each setting, for each seed, for each measure.
  let values: [[[Double]]]

  /// The settings, in the order of the experiment.
  public var settings: [Setting] { experiment.settings }

  /// All numbers of a setting, one per seed.
  ///
  /// - Parameter measure: one of the experiment's measures; `nil` for the first.
  /// - Precondition: the experiment has the setting and the measure.
  public subscript(setting: Setting, measure: String? = nil) -> [Double] {
    guard let row = settings.firstIndex(where: { $0.description == setting.description }) else {
      preconditionFailure("experiment '\(experiment.name)' has no setting '\(setting)'")
    }
    guard let column = measure.map({ experiment.measures.firstIndex(of: $0) }) ?? 0 else {
      preconditionFailure(
        "experiment '\(experiment.name)' measures \(experiment.measures), not '\(measure ?? "")'")
    }
    return values[row].map { $0[column] }
  }

  /// A setting's numbers with mean and standard error.
  public func sample(_ setting: Setting, _ measure: String? = nil, name: String? = nil) -> Sample {
    Sample(name ?? setting.description, self[setting, measure])
  }

  /// The setting with the lowest mean among some, and whether it is at neither end of them: a best learning rate at
  /// the edge of what was tried says that too little was tried.
  ///
  /// - Parameters:
  ///   - candidates: settings in the order of what was varied.
  ///   - measure: what decides; take one that is not reported.
  public func best(of candidates: [Setting], by measure: String? = nil) -> (
    setting: Setting, isBracketed: Bool
  ) {
    // A run that diverged is no number, and the worst of all.
    let means = candidates.map { setting in
      let mean = sample(setting, measure).mean
      return mean.isFinite ? mean : .infinity
    }
    guard let place = means.indices.min(by: { means[$0] < means[$1] }) else {
      preconditionFailure("experiment '\(experiment.name)': the best of no settings")
    }
    return (candidates[place], place > 0 && place < candidates.count - 1)
  }
}

extension ExperimentResults: Displayable {
  /// A table: a row per setting with mean, standard error and every run, for the first measure.
  public func mimeBundle(caption: String?) -> MimeBundle {
    Table(
      header: ["setting", "mean", "standard error"] + seeds.map { "seed \($0)" },
      rows: settings.map { setting in
        let sample = sample(setting)
        return [setting.description, sample.mean, sample.standardError] + sample.values
      }
    ).mimeBundle(caption: caption)
  }
}
