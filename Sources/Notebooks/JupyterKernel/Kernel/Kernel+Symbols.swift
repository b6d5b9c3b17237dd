import CellEngine
import Formats
import Foundation

extension Kernel {
  /// Requests about code that is being typed: they do not wait for the running cell, and no cell waits for them.
  static let questions: Set = ["complete_request", "inspect_request", "is_complete_request"]

  /// How long a notebook waits for completions; JupyterLab waits one second.
  private static let completionSeconds = 0.8
  private static let explanationSeconds = 5.0
  private static let preparationSeconds = 60.0

  /// Replies with the completions of the word before the cursor when they are known.
  func complete(_ message: KernelMessage) {
    let code = message.content["code"]?.string ?? ""
    let word = CursorWord(code: code, cursor: message.content["cursor_pos"]?.integer ?? 0)
    let names = history.names.union(CellOutline(code).words)
    guard word.isMember || word.isArgument || !word.beginning.isEmpty else {
      return reply("complete_reply", Completion(word, offered: [], names: []).content, to: message)
    }
    let question = question(.completion, code, offset: word.offset, beginning: word.beginning)
    symbols.ask(question, within: Self.completionSeconds) { [unowned self] answer in
      let completion = Completion(word, offered: answer?.candidates ?? [], names: names)
      reply("complete_reply", completion.content, to: message)
    }
  }

  /// Replies with the declaration and the comment of the word at the cursor.
  func explain(_ message: KernelMessage) {
    let code = message.content["code"]?.string ?? ""
    let cursor = message.content["cursor_pos"]?.integer ?? 0
    // Behind an opened parenthesis the function before it is meant.
    let isCall = Array(code.unicodeScalars.prefix(max(0, cursor))).last == "("
    let word = CursorWord(code: code, cursor: isCall ? cursor - 1 : cursor)
    let plain = question(.explanation, code, offset: word.offset)
    // The bare name of an overloaded function is ambiguous: then the question is repeated with a call.
    let called = question(.explanation, word.called(in: code), offset: word.offset)
    symbols.ask(plain, within: Self.explanationSeconds) { [unowned self] answer in
      if answer == nil || answer?.declaration != nil || plain == called {
        return reply("inspect_reply", Self.content(of: answer), to: message)
      }
      symbols.ask(called, within: Self.explanationSeconds) { [unowned self] answer in
        reply("inspect_reply", Self.content(of: answer), to: message)
      }
    }
  }

  /// Lets the toolchain read the modules for the next question while the kernel is idle.
  func prepareForQuestions() {
    guard symbols.isIdle, preparedFor != endedCount else { return }
    preparedFor = endedCount
    // At first everything cells can import, later the actual imports.
    let code = endedCount == 0 ? CellLibrary.allImports : ""
    let text = question(.completion, code, offset: code.utf8.count)
    symbols.ask(text, within: Self.preparationSeconds) { _ in }
  }

  private static func content(of answer: SymbolAnswer?) -> JSONValue {
    guard let declaration = answer?.declaration else {
      return ["status": "ok", "found": false, "data": [:], "metadata": [:]]
    }
    let comment = answer?.comment.map { "\n\n" + $0 } ?? ""
    return [
      "status": "ok", "found": true, "metadata": [:],
      "data": [
        "text/plain": .string(declaration + comment),
        "text/markdown": .string("```swift\n\(declaration)\n```" + comment),
      ],
    ]
  }

  private func question(_ kind: SymbolQuestion.Kind, _ code: String, offset: Int, beginning: String = "")
    -> SymbolQuestion
  {
    let prelude = history.prelude(for: CellOutline(code), cellID: nil)
    let file = compiler.folder.appendingPathComponent("question\(endedCount).swift")
    return SymbolQuestion(
      kind: kind, file: file.path, source: prelude + code, offset: prelude.utf8.count + offset,
      beginning: beginning, arguments: compiler.languageWords("Question"))
  }
}
