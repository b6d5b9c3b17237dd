import LinearAlgebra

/// An order of gates as it is usually written, by letters: `"i f g o"`.
public struct GateOrder: Sendable, Equatable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// A gate, or the candidate, of any cell.
  public enum Gate: String, Sendable, CaseIterable {
    /// `I_t` of an LSTM.
    case inputGate
    /// `F_t` of an LSTM.
    case forgetGate
    /// `O_t` of an LSTM.
    case outputGate
    /// `R_t` of a GRU.
    case resetGate
    /// `Z_t` of a GRU.
    case updateGate
    /// `C̃_t` or `H̃_t`.
    case candidate
  }

  /// What the usual letters stand for.
  public static let usualLetters: [Character: Gate] = [
    "i": .inputGate, "f": .forgetGate, "o": .outputGate, "r": .resetGate, "z": .updateGate,
    "c": .candidate, "g": .candidate, "n": .candidate, "h": .candidate,
  ]

  /// The letters as the convention's author writes them.
  public let letters: [Character]
  /// What the letters stand for.
  public let gates: [Gate]

  /// An order of letters, with or without spaces between them.
  ///
  /// - Parameters:
  ///   - letters: the letters, from the first columns to the last.
  ///   - meanings: what they stand for, where an author has letters of his own: `["a": .inputGate, …]`; defaults to
  ///     ``usualLetters``.
  /// - Precondition: each letter has a meaning, and no two name the same gate.
  public init(_ letters: String, meaning meanings: [Character: Gate] = GateOrder.usualLetters) {
    self.letters = letters.filter { $0 != " " }
    gates = self.letters.compactMap { meanings[$0] }
    require(
      gates.count == self.letters.count && Set(gates).count == gates.count,
      """
      "\(letters)" is no order of gates: each letter stands for another gate, and the letters are \
      \(meanings.map { "\($0.key) for the \($0.value)" }.sorted().joined(separator: ", "))
      """)
  }

  /// An order written as a literal, as ``init(_:meaning:)`` takes it.
  public init(stringLiteral letters: String) { self.init(letters) }

  /// The letters with spaces between them.
  public var description: String { letters.map(String.init).joined(separator: " ") }
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
