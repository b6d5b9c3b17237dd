import ChildProcesses
import Foundation

/// A process of its own that asks the toolchain about code: where that breaks down, the kernel stays.
public enum SymbolServer {
  /// The argument with which a program is started to be it; the folder of the toolchain follows.
  public static let word = "explain-symbols"

  /// Answers questions on descriptor 3, a line of JSON each, until the kernel goes.
  public static func run() -> Never {
    let line = FileHandle(fileDescriptor: 3)
    let source = CommandLine.arguments.dropFirst(2).first.flatMap { SourceKit(toolchain: $0) }
    var reader = LineReader(line.fileDescriptor, limit: 16 << 20)
    while reader.isOpen {
      for case .whole(let text) in reader.takeLines() {
        let question = try? JSONDecoder().decode(SymbolQuestion.self, from: text)
        let answer =
          question.flatMap { question in source.map { Self.answer(question, $0) } } ?? SymbolAnswer()
        guard let json = try? JSONEncoder().encode(answer) else { continue }
        try? line.write(contentsOf: json + Data("\n".utf8))
      }
    }
    exit(0)
  }

  private static func answer(_ question: SymbolQuestion, _ source: SourceKit) -> SymbolAnswer {
    switch question.kind {
    case .completion:
      let text = source.answer(to: request("codecomplete.open", question, options(question.beginning)))
      defer { _ = source.answer(to: request("codecomplete.close", question)) }
      return SymbolAnswer(candidates: SourceKitText.candidates(in: text ?? ""))
    case .explanation:
      return SourceKitText.explanation(in: source.answer(to: request("cursorinfo", question)) ?? "")
    }
  }

  /// A request in the form that the toolchain reads; a text in JSON is one in YAML too.
  private static func request(_ kind: String, _ question: SymbolQuestion, _ more: String = "") -> String {
    let arguments = (question.arguments + [question.file]).map(quoted).joined(separator: ", ")
    return """
      { key.request: source.request.\(kind), key.name: \(quoted(question.file)), \
      key.sourcefile: \(quoted(question.file)), key.sourcetext: \(quoted(question.source)), key.offset: \(question.offset), \
      \(more)key.compilerargs: [\(arguments)] }
      """
  }

  private static func options(_ beginning: String) -> String {
    "key.codecomplete.options: { key.codecomplete.filtertext: \(quoted(beginning)), "
      + "key.codecomplete.requestlimit: 200, key.codecomplete.fuzzymatching: 0 }, "
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
