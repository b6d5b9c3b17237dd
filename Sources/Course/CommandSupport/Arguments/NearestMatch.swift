/// The candidate that a mistyped word most likely meant, or `nil` if nothing is near.
///
/// Near is an edit distance of at most a third of the longer word (one letter always), or a beginning of the
/// candidate that is two letters or longer.
package func nearestMatch(to word: String, among candidates: [String]) -> String? {
  let typed = word.lowercased()
  let near = candidates.compactMap { candidate -> (name: String, distance: Int)? in
    let name = candidate.lowercased()
    let distance = editDistance(typed, name)
    let isNear = distance <= max(1, max(typed.count, name.count) / 3)
    let isBeginning = typed.count >= 2 && name.hasPrefix(typed)
    return isNear || isBeginning ? (candidate, distance) : nil
  }
  return near.min { $0.distance < $1.distance }?.name
}

/// The fewest insertions, deletions, replacements and swaps of neighbors that turn one word into the other.
package func editDistance(_ first: String, _ second: String) -> Int {
  let a = Array(first)
  let b = Array(second)
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforePrevious[j - 1] + 1) }
      current.append(best)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}

/// `" Did you mean '--submission'?"`, or the fallback if nothing is near.
package func suggestion(for word: String, among candidates: [String], otherwise fallback: String) -> String {
  nearestMatch(to: word, among: candidates).map { "Did you mean '\($0)'?" } ?? fallback
}
