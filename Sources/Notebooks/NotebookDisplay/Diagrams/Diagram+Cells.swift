extension Diagram {
  /// The parts of an LSTM cell to light up together.
  public enum LSTMPart: Sendable, CaseIterable {
    /// The forget gate and the old memory.
    case forget
    /// The input gate and the candidate.
    case input
    /// The candidate.
    case candidate
    /// The memory, from the previous step to the next.
    case memory
    /// The output gate and the new state.
    case output
  }

  /// The parts of a GRU cell to light up together.
  public enum GRUPart: Sendable, CaseIterable {
    /// The reset gate and the previous state.
    case reset
    /// The candidate.
    case candidate
    /// The update gate and the two weights it computes, for the previous state and for the candidate.
    case update
    /// The state, from the previous step to the next.
    case state
  }

  /// The inside of a plain recurrent cell: input and state, times their weights, added, and tanh of the sum. The parts
  /// are `X_t`, `H_{t-1}`, `+`, `tanh`, `H_t`, and `b_h`.
  public static let rnnCell = Diagram(
    [
      .pill("H_{t-1}", 0, 0), .circle("+", 1, 0), .gate("tanh", 2, 0), .pill("H_t", 3, 0),
      .pill("X_t", 1, 1), .text("b_h", 1, -1),
    ],
    [
      .forward("H_{t-1}", "+", label: "W_hh"), .forward("X_t", "+", label: "W_xh"), .forward("b_h", "+"),
      .forward("+", "tanh", "H_t"),
    ],
    groups: [.frame("", around: ["+", "tanh", "b_h"])])

  /// The inside of an LSTM cell: the memory runs along the top, the gates are below it, and each gate reads the previous
  /// state and the input. The parts are `C_{t-1}`, `C_t`, `H_{t-1}`, `H_t`, `X_t`; `F_t`, `I_t`, `C̃_t`, `O_t`; the
  /// products `×F`, `×I`, `×O`, the sum `+` and `tanh`.
  ///
  /// - Parameter part: the parts to light up; the others are dimmed. `nil` dims nothing.
  public static func lstmCell(lit part: LSTMPart? = nil) -> Diagram {
    let cell = Diagram(
      [
        .pill("C_{t-1}", 0, 0), .circle("×", 1, 0, name: "×F"), .circle("+", 3, 0), .dot("out", 4.6, 0),
        .pill("C_t", 6, 0), .circle("×", 3, 1, name: "×I"), .gate("tanh", 4.6, 1, name: "tanh"),
        .gate("σ", 1, 2, name: "F_t"), .gate("σ", 2, 2, name: "I_t"), .gate("tanh", 3, 2, name: "C̃_t"),
        .gate("σ", 3.9, 2, name: "O_t"), .circle("×", 4.6, 2, name: "×O"), .pill("H_t", 6, 2),
        .pill("H_{t-1}", 0, 3), .dot("join", 1, 3), .dot("i", 2, 3), .dot("c", 3, 3), .dot("o", 3.9, 3),
        .pill("X_t", 1, 4),
      ],
      [
        .forward("C_{t-1}", "×F", "+"), .plain("+", "out"), .forward("out", "C_t"),
        .forward("out", "tanh", "×O"),
        .forward("F_t", "×F", label: "F_t"), .forward("I_t", "×I", label: "I_t", bend: .verticalFirst),
        .forward("C̃_t", "×I", label: "C̃_t"), .forward("×I", "+"), .forward("O_t", "×O", label: "O_t"),
        .forward("×O", "H_t"), .plain("H_{t-1}", "join", "i", "c", "o"), .plain("X_t", "join"),
        .forward("join", "F_t"), .forward("i", "I_t"), .forward("c", "C̃_t"), .forward("o", "O_t"),
      ])
    let bus = ["X_t", "H_{t-1}", "join"]
    switch part {
    case .forget: return cell.lit(bus + ["F_t", "×F", "C_{t-1}"])
    case .input: return cell.lit(bus + ["i", "I_t", "c", "C̃_t", "×I"])
    case .candidate: return cell.lit(bus + ["i", "c", "C̃_t"])
    case .memory: return cell.lit(["C_{t-1}", "×F", "×I", "+", "out", "C_t"])
    case .output: return cell.lit(bus + ["i", "c", "o", "O_t", "×O", "tanh", "out", "H_t"])
    case nil: return cell
    }
  }

  /// The inside of a GRU cell with the reset before the product: the state runs along the top, and the gates are
  /// below it. The parts are `H_{t-1}`, `H_t`, `X_t`; `R_t`, `Z_t`, `H̃_t`; the products `×R`, `×Z`, `×C`, the
  /// difference `1−` and the sum `+`.
  ///
  /// - Parameter part: the parts to light up; the others are dimmed. `nil` dims nothing.
  public static func gruCell(lit part: GRUPart? = nil) -> Diagram {
    let cell = Diagram(
      [
        .pill("H_{t-1}", 0, 0), .dot("keep", 1, 0), .circle("×", 3, 0, name: "×Z"), .circle("+", 4.8, 0),
        .pill("H_t", 6, 0), .dot("share", 3, 1), .circle("1−", 3.9, 1), .circle("×", 4.8, 1, name: "×C"),
        .dot("state", 1, 2), .circle("×", 2, 2, name: "×R"), .gate("tanh", 4.8, 2, name: "H̃_t"),
        .gate("σ", 2, 3, name: "R_t"), .gate("σ", 3, 3, name: "Z_t"), .dot("join", 1, 4), .dot("r", 2, 4),
        .dot("z", 3, 4), .pill("X_t", 0, 5), .dot("input", 1, 5),
      ],
      [
        .plain("H_{t-1}", "keep"), .forward("keep", "×Z", "+", "H_t"), .plain("keep", "state"),
        .forward("state", "join"), .forward("state", "×R"), .plain("X_t", "input"), .forward("input", "join"),
        .plain("join", "r", "z"), .forward("r", "R_t"),
        .forward("z", "Z_t"),
        .forward("R_t", "×R", label: "R_t"), .forward("×R", "H̃_t"), .plain("Z_t", "share"),
        .forward("share", "×Z", label: "Z_t"), .forward("share", "1−", "×C"),
        .forward("H̃_t", "×C", label: "H̃_t"),
        .forward("×C", "+"), .forward("input", "H̃_t", bend: .horizontalFirst),
      ])
    let read = ["X_t", "input", "join", "H_{t-1}", "keep", "state"]
    switch part {
    case .reset: return cell.lit(read + ["r", "R_t", "×R"])
    case .update: return cell.lit(read + ["r", "z", "Z_t", "share", "×Z", "1−"])
    case .candidate: return cell.lit(["X_t", "input", "H_{t-1}", "keep", "state", "×R", "H̃_t"])
    case .state: return cell.lit(["H_{t-1}", "keep", "×Z", "+", "H_t", "share", "1−", "×C", "H̃_t"])
    case nil: return cell
    }
  }
}
