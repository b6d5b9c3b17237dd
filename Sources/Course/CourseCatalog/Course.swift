/// The table of units that drives chapters, exercises, suites and the command.
public enum Course {
  /// Every unit, in teaching order.
  public static let units: [CourseUnit] = [
    .oneHot,
    .tokenizers,
    .rnn,
    .bptt,
    .sequenceTypes,
    .languageModel,
    .vanishingGradients,
    .gru,
    .lstm,
    .bidirectionalRNN,
    .deepRNN,
    .gatedNetworks,
    .attention,
  ]

  /// The unit that a user means by `03`, `3`, `RNN`, `rnn` or `03-RNN`; `nil` if there is none.
  public static func unit(named text: String) -> CourseUnit? {
    let wanted = text.lowercased()
    return units.first { unit in
      let plainNumber = unit.number.drop { $0 == "0" }
      return [unit.number, String(plainNumber), unit.name, unit.folder].contains { $0.lowercased() == wanted }
    }
  }
}
