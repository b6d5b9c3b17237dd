/// Breaks a text between words into lines of at most `width` columns; a longer word gets its own line.
///
/// A line ends at a single space. Several spaces in a row are meant, as in a quoted text, and stay together
/// with the words on both sides; they are cut in the middle only if too wide for a line.
package func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for part in parts(of: text).flatMap({ cut($0, width: width) }) {
    if let last = lines.last, last.count + 1 + part.count <= width {
      lines[lines.count - 1] = last + " " + part
    } else {
      lines.append(part)
    }
  }
  return lines.isEmpty ? [""] : lines
}

/// The pieces of a text between single spaces, without the spaces at both ends.
private func parts(of text: String) -> [String] {
  var parts: [String] = []
  var spaces = 0
  for character in text {
    if character == " " {
      spaces += 1
      continue
    }
    if parts.isEmpty || spaces == 1 {
      parts.append(String(character))
    } else {
      parts[parts.count - 1] += String(repeating: " ", count: spaces) + String(character)
    }
    spaces = 0
  }
  return parts
}

/// A piece that holds runs of spaces and is too wide, in pieces of the given width.
private func cut(_ part: String, width: Int) -> [String] {
  guard part.count > width, width > 0, part.contains(" ") else { return [part] }
  return stride(from: 0, to: part.count, by: width).map { String(part.dropFirst($0).prefix(width)) }
}
