import CommandSupport

extension Action {
  /// `course class submissions 03`
  static let classRun = Action(.classRun) { arguments in
    if let script = try ClusterCommand(arguments).script() {
      print(script, terminator: "")
      return .done
    }
    return try ClassCommand(arguments).go()
  }
}
