import LinearAlgebra

/// An order of gates as it is usually written, by letters: `"i f g o"`.
public struct GateOrder: Sendable, Equatable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// A gate, or the candidate, of any cell.
  enum Gate: Sendable {
    case inputGate, forgetGate, outputGate, resetGate, updateGate, candidate
  }

  /// The letters as the convention's author writes them.
  public let letters: [Character]

  /// An order of letters, with or without spaces between them.
  ///
  /// - Precondition: each of them is one of i, f, o, r, z, c, g, n and h, and no two name the same gate.
  public init(_ letters: String) {
    self.letters = letters.filter { $0 != " " }
    require(
      gates.count == self.letters.count && Set(gates).count == gates.count,
      "\"\(letters)\" is no order of gates: the letters are i f o r z, and c, g, n or h for the candidate")
  }

  /// An order written as a literal, as ``init(_:)`` takes it.
  public init(stringLiteral letters: String) { self.init(letters) }

  /// The letters with spaces between them.
  public var description: String { letters.map(String.init).joined(separator: " ") }

  /// What the letters stand for.
  var gates: [Gate] {
    letters.compactMap { letter in
      switch letter {
      case "i": .inputGate
      case "f": .forgetGate
      case "o": .outputGate
      case "r": .resetGate
      case "z": .updateGate
      case "c", "g", "n", "h": .candidate
      default: nil
      }
    }
  }
}

extension Matrix {
  /// Equally wide blocks of columns brought from one order of gates into another: [R, G·H] → [R, G·H].
  func reordered(from old: GateOrder, to new: GateOrder) -> Matrix {
    let width = columns / old.gates.count
    return concatenate(
      columns: new.gates.map { gate in
        let place = old.gates.firstIndex(of: gate)!
        return self.columns(place * width..<(place + 1) * width)
      })
  }
}
