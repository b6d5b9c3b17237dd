import CourseCatalog
import Formats

/// The chapters as boxes, with an arrow from each to those that need it; a column holds chapters that can be read in
/// any order.
struct ChapterMap {
  private static let (width, height, gap, rise) = (124, 42, 26, 52)

  private let units: [CourseUnit]
  private let columns: [[CourseUnit]]

  init(units: [CourseUnit]) {
    self.units = units
    let depths = units.map { Self.depth(of: $0.number, among: units.map(\.number)) }
    columns = (0...(depths.max() ?? 0)).map { depth in
      units.indices.filter { depths[$0] == depth }.map { units[$0] }
    }
  }

  /// The number of chapters on the longest way to a chapter.
  private static func depth(of unit: String, among units: [String]) -> Int {
    let needed = LearningPath.prerequisites(of: unit, among: units)
    return needed.map { depth(of: $0, among: units) + 1 }.max() ?? 0
  }

  /// The map; every box is a link.
  var html: String {
    let width = columns.count * (Self.width + Self.gap) - Self.gap + 4
    let height = (columns.map(\.count).max() ?? 1) * Self.rise
    return """
      <nav class="map" aria-label="Map of the chapters"><svg viewBox="-2 0 \(width) \(height)">
      \(units.flatMap(arrows).joined(separator: "\n"))
      \(units.map(box).joined(separator: "\n"))
      </svg></nav>
      """
  }

  private func corner(of unit: CourseUnit) -> (x: Int, y: Int) {
    for (column, entries) in columns.enumerated() {
      guard let row = entries.firstIndex(of: unit) else { continue }
      let most = columns.map(\.count).max() ?? 1
      let top = (most - entries.count) * Self.rise / 2 + (Self.rise - Self.height) / 2
      return (column * (Self.width + Self.gap), top + row * Self.rise)
    }
    return (0, 0)
  }

  private func arrows(to unit: CourseUnit) -> [String] {
    LearningPath.prerequisites(of: unit.number, among: units.map(\.number)).compactMap { number in
      units.first { $0.number == number }.map { arrow(from: corner(of: $0), to: corner(of: unit)) }
    }
  }

  private func arrow(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) -> String {
    let (x, y) = (start.x + Self.width, start.y + Self.height / 2)
    let (tip, level) = (end.x - 1, end.y + Self.height / 2)
    let bend = Self.gap / 2
    return "<path d=\"M\(x),\(y) C\(x + bend),\(y) \(tip - bend),\(level) \(tip),\(level) "
      + "m-5,-3.5 l5,3.5 l-5,3.5\"/>"
  }

  private func box(of unit: CourseUnit) -> String {
    let (x, y) = corner(of: unit)
    let words = unit.name.replacing(#/([a-z])([A-Z])/#) { "\($0.output.1) \($0.output.2)" }.split(
      separator: " ")
    let lines = words.enumerated().map { index, word in
      let shift = (Double(index) - Double(words.count - 1) / 2) * 14
      return "<text class=\"word\" x=\"\(x + 34)\" y=\"\(Double(y) + 25.5 + shift)\">\(word)</text>"
    }
    return """
      <a href="\(unit.folder).html" aria-label="\(unit.number) \(XMLText.attribute(unit.title))">\
      <rect x="\(x)" y="\(y)" width="\(Self.width)" height="\(Self.height)" rx="6"/>\
      <text class="number" x="\(x + 8)" y="\(y + 26)">\(unit.number)</text>\(lines.joined())</a>
      """
  }
}
