import CommandSupport
import SequenceTraining

extension Action {
  /// `course train [FILE]`
  static let train = Action(.train) { arguments in
    let run = try TrainingRun(arguments)
    return try run.go()
  }
}
