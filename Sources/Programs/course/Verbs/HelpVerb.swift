import CommandSupport

extension Action {
  /// `course help [VERB]`.
  static let help = Action(.help) { arguments in
    let terminal = Terminal.standard
    if let name = arguments.positional(.verb) {
      print(HelpText(terminal).page(for: try Verb.named(name)))
    } else {
      print(HelpText(terminal).overview(of: Verb.all))
    }
    return .done
  }
}
