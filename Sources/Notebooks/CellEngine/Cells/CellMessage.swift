import Foundation

extension String {
  /// In a cell `try` is compiled as `try!`, which traps on its own line where nothing catches the error.
  package var withCatching: String {
    ["'try!' expression unexpectedly raised an error: ", "Error raised at top level: "].reduce(self) {
      $0.replacingOccurrences(of: $1, with: "nothing caught the error ")
    }
  }

  /// Without the names of the modules that cells are compiled to: `Cell6.Odd()` is `Odd()`, and module `Cell6` is
  /// cell 6.
  package var withoutModules: String {
    replacingOccurrences(of: #"\b(Cell|Silent)\d+\."#, with: "", options: .regularExpression)
      .replacingOccurrences(of: #"module 'Cell(\d+)'"#, with: "cell $1", options: .regularExpression)
  }
}
