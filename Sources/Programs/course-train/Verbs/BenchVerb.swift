import CommandSupport
import SequenceTraining

extension Action {
  /// `course bench`
  static let bench = Action(.bench) { arguments in
    if arguments.flag(.worker) { return try BenchWorker.run() }
    let options = try BenchOptions(arguments)
    return options.showsGrowth ? try GrowthRun(options).go() : try BenchRun(options).go()
  }
}
