import Foundation

/// An error that the compiler reports, `…/RNN.swift:57:5: error: cannot find 'hidden' in scope`.
struct CompilerDiagnostic: Equatable {
  var file: String
  var line: Int
  var column: Int
  var message: String

  /// The error in a line of build output; `nil` if there is none.
  init?(line text: String) {
    guard let mark = text.range(of: ": error: ") else { return nil }
    let place = text[..<mark.lowerBound].split(separator: ":")
    guard place.count == 3, let line = Int(place[1]), let column = Int(place[2]), place[0].hasPrefix("/")
    else { return nil }
    file = String(place[0])
    self.line = line
    self.column = column
    message = String(text[mark.upperBound...])
  }

  /// The errors of a build in the order of its output, each once: the build repeats them.
  static func all(in lines: [String]) -> [CompilerDiagnostic] {
    lines.compactMap(CompilerDiagnostic.init(line:)).reduce(into: []) { all, next in
      if !all.contains(next) { all.append(next) }
    }
  }

  /// The error as one line.
  var text: String { "\(file):\(line):\(column): \(message)" }
}
