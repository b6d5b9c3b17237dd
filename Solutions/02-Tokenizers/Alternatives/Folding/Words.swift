/// A fold over the characters with their neighbors: each joins the previous token or begins one.
public func words(in text: String, lowercased: Bool) throws -> [String] {
  let all = Array(text)
  var wasWord = false
  let tokens = all.indices.reduce(into: [String]()) { tokens, index in
    let own = all[index]
    let before = index == 0 ? " " : all[index - 1]
    let after = index + 1 == all.count ? " " : all[index + 1]
    let isBridge = ["'", "’", "-"].contains(own) && before.isLetter && after.isLetter
    let isWord = own.isLetter || own.isNumber || isBridge
    if isWord && wasWord {
      tokens[tokens.count - 1].append(own)
    } else if isWord || !own.isWhitespace {
      tokens.append(String(own))
    }
    wasWord = isWord
  }
  return lowercased ? tokens.map { $0.lowercased() } : tokens
}

/// By the positions where characters begin.
public func characters(in text: String) throws -> [String] {
  text.indices.map { String(text[$0...$0]) }
}
