extension Diagram {
  /// A description in words: the rows from the top, then the arrows, the frames and the lit parts.
  var summary: String {
    [rowsInWords, edgesInWords, groupsInWords, litInWords].compactMap(\.self).joined(separator: " ")
  }

  private var rowsInWords: String? {
    let written = nodes.filter { $0.shape != .dot }
    let rows = Set(written.map(\.row)).sorted().map { row in
      written.filter { $0.row == row }.sorted { $0.column < $1.column }.map(words).joined(separator: ", ")
    }
    guard !rows.isEmpty else { return nil }
    return "Diagram with, from top to bottom: " + rows.joined(separator: "; ") + "."
  }

  private func words(_ node: Node) -> String {
    let label = Label(node.label).plainLines.joined(separator: " ")
    guard case .table(let rows, let marked) = node.shape else { return label }
    let numbers = rows.map { $0.joined(separator: " ") }.joined(separator: "; ")
    let marks =
      marked.isEmpty ? "" : ", row \(marked.sorted().map(String.init).joined(separator: ", ")) marked"
    return [label, "[\(numbers)]\(marks)"].filter { !$0.isEmpty }.joined(separator: " = ")
  }

  private var edgesInWords: String? {
    let kinds: [(Edge.Style, String)] = [
      (.forward, "Arrows"), (.backward, "Backward arrows"), (.dotted, "Dotted arrows"), (.plain, "Lines"),
    ]
    let sentences = kinds.compactMap { style, name -> String? in
      let edges = edges.filter { $0.style == style }.map(words)
      return edges.isEmpty ? nil : "\(name): \(edges.joined(separator: "; "))."
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func words(_ edge: Edge) -> String {
    let path = edge.path.map { name -> String in
      let label = Label(node(name).label).plainLines.first ?? ""
      return label.isEmpty ? "a junction" : label
    }
    let label = Label(edge.label).plainLines.joined(separator: " ")
    return path.joined(separator: " to ") + (label.isEmpty ? "" : " (\(label))")
  }

  private var groupsInWords: String? {
    let sentences = groups.map { group in
      let members = group.members.compactMap { Label(node($0).label).plainLines.first }
      return "\(Label(group.title).plainLines.first ?? "A frame") holds \(members.joined(separator: ", "))."
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var litInWords: String? {
    guard let litNames else { return nil }
    let labels = nodes.filter { litNames.contains($0.name) && !$0.label.isEmpty }.map {
      Label($0.label).plainLines.first ?? ""
    }
    return "Set off: \(labels.joined(separator: ", "))."
  }
}
