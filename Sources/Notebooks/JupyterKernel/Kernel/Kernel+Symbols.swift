import CellEngine
import Formats
import Foundation

extension Kernel {
  /// What may complete the word before the cursor.
  func completion(of content: JSONValue) -> JSONValue {
    let code = content["code"]?.string ?? ""
    let word = CursorWord(code: code, cursor: content["cursor_pos"]?.integer ?? 0)
    let isWorthAsking = word.isMember || !word.beginning.isEmpty
    let answer = isWorthAsking ? ask(.completion, code, offset: word.offset, beginning: word.beginning) : nil
    return Completion(
      word, offered: answer?.candidates ?? [], names: history.names.union(CellOutline(code).words)
    ).content
  }

  /// What the word at the cursor is: its declaration and its comment.
  func explanation(of content: JSONValue) -> JSONValue {
    let code = content["code"]?.string ?? ""
    let cursor = content["cursor_pos"]?.integer ?? 0
    // Behind an opened parenthesis the function before it is meant.
    let isCall = Array(code.unicodeScalars.prefix(max(0, cursor))).last == "("
    let word = CursorWord(code: code, cursor: isCall ? cursor - 1 : cursor)
    guard let answer = ask(.explanation, code, offset: word.offset), let declaration = answer.declaration
    else {
      return ["status": "ok", "found": false, "data": [:], "metadata": [:]]
    }
    let comment = answer.comment.map { "\n\n" + $0 } ?? ""
    return [
      "status": "ok", "found": true, "metadata": [:],
      "data": [
        "text/plain": .string(declaration + comment),
        "text/markdown": .string("```swift\n\(declaration)\n```" + comment),
      ],
    ]
  }

  private func ask(_ kind: SymbolQuestion.Kind, _ code: String, offset: Int, beginning: String = "")
    -> SymbolAnswer?
  {
    let prelude = history.prelude(for: CellOutline(code), cellID: nil)
    return symbols.ask(
      kind, source: prelude + code, offset: prelude.utf8.count + offset, beginning: beginning,
      arguments: compiler.languageWords("Question"))
  }
}
