/// A function that a task requires: its doc comment begins with `Task 2.`, or that of the type or extension
/// around it does, and it throws.
public struct TaskFunction: Equatable, Sendable {
  /// The task's number.
  public let task: Int
  /// The function.
  public let declaration: OutlinedDeclaration

  /// The functions of a file that tasks require, in order.
  public static func all(in outline: SourceOutline) -> [TaskFunction] {
    all(among: outline.declarations, in: outline, task: nil)
  }

  private static func all(
    among declarations: [OutlinedDeclaration], in outline: SourceOutline, task outer: Int?
  ) -> [TaskFunction] {
    declarations.flatMap { declaration -> [TaskFunction] in
      let own = taskNumber(of: outline.text(declaration.comment))
      if declaration.isType {
        return declaration.isPrivate ? [] : all(among: declaration.members, in: outline, task: own ?? outer)
      }
      guard declaration.isFunction, declaration.body != nil, !declaration.isPrivate else { return [] }
      // A function in a task's extension can be given: then it does not throw.
      let inherited = declaration.throwsErrors ? outer : nil
      return (own ?? inherited).map { [TaskFunction(task: $0, declaration: declaration)] } ?? []
    }
  }

  /// 2 for a doc comment that begins with `Task 2.`
  static func taskNumber(of comment: String) -> Int? {
    let lines = comment.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard let first = lines.first(where: { $0.hasPrefix("///") })?.dropFirst(3).drop(while: { $0 == " " }),
      first.hasPrefix("Task ")
    else { return nil }
    let digits = first.dropFirst(5).prefix { $0.isNumber }
    return first.dropFirst(5 + digits.count).first == "." ? Int(digits) : nil
  }
}
