import Exercise01OneHot

/// An error of the exercise in words; `nil` for any other.
///
/// Words, since a submission's own `==` would decide over its own errors.
func inWords(_ error: any Error) -> String? {
  guard let error = error as? CategoryError else { return nil }
  switch error {
  case .noValues: return "noValues"
  case .duplicate(let name): return "duplicate(\(name))"
  case .unseen(let name, let index): return "unseen(\(name), index: \(index))"
  case .labelOutOfRange(let label, let index): return "labelOutOfRange(\(label), index: \(index))"
  case .notOneHot(let row): return "notOneHot(row: \(row))"
  case .unevenColumn(let name): return "unevenColumn(\(name))"
  }
}
