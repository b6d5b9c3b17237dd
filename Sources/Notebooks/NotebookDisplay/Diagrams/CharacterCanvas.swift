/// A picture of characters that grows with each stroke: where lines touch, they become corners and crossings.
struct CharacterCanvas {
  /// A position: columns to the right, rows down; both can be negative.
  struct Place: Hashable {
    var x: Int
    var y: Int
  }

  /// How a line is drawn.
  enum Pen: Equatable {
    case solid, dashed, dotted
  }

  private var letters: [Place: Character] = [:]
  private var lines: [Place: (ways: Set<Way>, pen: Pen)] = [:]

  private enum Way: Hashable {
    case up, down, left, right
  }

  /// The rows, without spaces at their ends.
  var rows: [String] {
    let places = Set(letters.keys).union(lines.keys)
    guard let left = places.map(\.x).min(), let right = places.map(\.x).max(),
      let top = places.map(\.y).min(), let bottom = places.map(\.y).max()
    else { return [] }
    return (top...bottom).map { y in
      let row = (left...right).map { character(at: Place(x: $0, y: y)) }
      return String(row.reversed().drop { $0 == " " }.reversed())
    }
  }

  mutating func write(_ text: String, at place: Place) {
    for (index, character) in text.enumerated() {
      letters[Place(x: place.x + index, y: place.y)] = character
    }
  }

  /// Writes a text at the first position that leaves everything else visible, or at the first one if none does.
  mutating func write(_ text: String, atFirstFreeOf places: [Place]) {
    let free = places.first { place in
      (0..<text.count).allSatisfy {
        let one = Place(x: place.x + $0, y: place.y)
        return letters[one] == nil && lines[one] == nil
      }
    }
    if let place = free ?? places.first { write(text, at: place) }
  }

  /// A line through corners; each piece is horizontal or vertical.
  mutating func line(_ corners: [Place], pen: Pen) {
    for (start, end) in zip(corners, corners.dropFirst()) {
      var place = start
      let step = Place(x: (end.x - start.x).signum(), y: (end.y - start.y).signum())
      let (ahead, behind) = CharacterCanvas.ways(step)
      while place != end {
        mark(place, ahead, pen)
        place = Place(x: place.x + step.x, y: place.y + step.y)
        mark(place, behind, pen)
      }
    }
    if Set(corners).count == 1, let only = corners.first { lines[only] = (lines[only]?.ways ?? [], pen) }
  }

  /// A frame with a title in its upper side.
  mutating func frame(left: Int, top: Int, right: Int, bottom: Int, title: String = "", isRounded: Bool) {
    let corners: [Character] = isRounded ? ["╭", "╮", "╰", "╯"] : ["┌", "┐", "└", "┘"]
    let (across, down): (String, String) = isRounded ? ("╌", "╎") : ("─", "│")
    for x in left...right {
      write(across, at: Place(x: x, y: top))
      write(across, at: Place(x: x, y: bottom))
    }
    for y in top...bottom {
      write(down, at: Place(x: left, y: y))
      write(down, at: Place(x: right, y: y))
    }
    for (corner, place) in zip(corners, [(left, top), (right, top), (left, bottom), (right, bottom)]) {
      write(String(corner), at: Place(x: place.0, y: place.1))
    }
    if !title.isEmpty { write(" \(title) ", at: Place(x: left + 2, y: top)) }
  }

  private mutating func mark(_ place: Place, _ way: Way, _ pen: Pen) {
    let before = lines[place]
    lines[place] = ((before?.ways ?? []).union([way]), before?.pen == .solid ? .solid : pen)
  }

  private static func ways(_ step: Place) -> (ahead: Way, behind: Way) {
    if step.x != 0 { return step.x > 0 ? (.right, .left) : (.left, .right) }
    return step.y > 0 ? (.down, .up) : (.up, .down)
  }

  private func character(at place: Place) -> Character {
    if let letter = letters[place] { return letter }
    guard let (ways, pen) = lines[place] else { return " " }
    if pen == .dotted { return "·" }
    if ways.isSubset(of: [.left, .right]) { return pen == .dashed ? "╌" : "─" }
    if ways.isSubset(of: [.up, .down]) { return pen == .dashed ? "╎" : "│" }
    return CharacterCanvas.crossings[ways] ?? "┼"
  }

  private static let crossings: [Set<Way>: Character] = [
    [.down, .right]: "╭", [.down, .left]: "╮", [.up, .right]: "╰", [.up, .left]: "╯",
    [.up, .down, .right]: "├", [.up, .down, .left]: "┤", [.left, .right, .down]: "┬",
    [.left, .right, .up]: "┴",
  ]
}
