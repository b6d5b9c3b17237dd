/// The sections of a chapter: what lies under one heading of the second level.
public struct ChapterSection: Equatable, Sendable {
  /// The heading; the chapter's own title for what stands before the first section.
  public let title: String
  /// The cells, the first beginning with the heading.
  public let cells: [ChapterCell]

  /// The sections of a chapter in order; a cell of prose that holds a heading in its middle is parted there.
  public static func all(in cells: [ChapterCell]) -> [ChapterSection] {
    var sections: [(title: String, cells: [ChapterCell])] = []
    for cell in cells.flatMap(parted) {
      let first = cell.source.prefix { $0 != "\n" }
      let level = cell.kind == .markdown ? first.prefix { $0 == "#" }.count : 0
      if level == 1 || level == 2 || sections.isEmpty {
        sections.append((first.dropFirst(level).description.trimmingSpaces(), []))
      }
      sections[sections.count - 1].cells.append(cell)
    }
    return sections.map { ChapterSection(title: $0.title, cells: $0.cells) }
  }

  private static func parted(_ cell: ChapterCell) -> [ChapterCell] {
    guard cell.kind == .markdown else { return [cell] }
    var parts: [[Substring]] = [[]]
    for line in cell.source.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## "), !parts[parts.count - 1].isEmpty { parts.append([]) }
      parts[parts.count - 1].append(line)
    }
    return parts.map { ChapterCell(kind: .markdown, source: $0.joined(separator: "\n").trimmingNewlines()) }
  }
}
