import Formats

/// LaTeX as MathML, which browsers show by themselves: nothing to download, nothing to run.
public enum MathML {
  /// A formula as a `math` element.
  ///
  /// - Parameters:
  ///   - latex: the formula without its dollar signs.
  ///   - isDisplayed: whether it stands on lines of its own.
  public static func element(_ latex: String, isDisplayed: Bool) -> String {
    var parser = MathMLParser(latex)
    let body = parser.formula()
    let display = isDisplayed ? #" display="block""# : ""
    return "<math\(display)><mrow>\(body)</mrow></math>"
  }

  /// The number in a formula's `\tag`; `nil` if it has none.
  static func tag(of latex: String) -> String? {
    var parser = MathMLParser(latex)
    _ = parser.formula()
    return parser.tag
  }

  /// The commands in a formula that have no form in MathML here; none in a formula that is shown as it is meant.
  static func unknownCommands(in latex: String) -> [String] {
    var parser = MathMLParser(latex)
    _ = parser.formula()
    return parser.unknown
  }
}

/// What MathML knows of LaTeX's commands beside the signs that ``FormulaTables`` has.
enum MathMLTables {
  /// Names of functions, set upright.
  static let functions: Set<String> = [
    "tanh", "sinh", "cosh", "sin", "cos", "tan", "log", "ln", "exp", "det", "dim", "arg",
  ]

  /// What takes its lower script below itself in a displayed formula.
  static let operators: [String: String] = [
    "sum": "∑", "prod": "∏", "max": "max", "min": "min", "lim": "lim", "argmax": "arg max", "sup": "sup",
  ]

  /// Signs that are letters and not operators.
  static let ordinary: Set<String> = ["∂", "∇", "∞", "⊤", "ℓ", "∅", "…", "⋯", "⋮", "⋱", "∀", "∃"]

  /// Spaces, in widths of a letter.
  static let spaces: [String: Double] = [
    ",": 0.17, ":": 0.22, ";": 0.28, " ": 0.25, "quad": 1, "qquad": 2, "!": -0.17,
  ]

  /// What stands above or below its argument and grows with it.
  static let over: [String: String] = [
    "hat": "ˆ", "widehat": "ˆ", "tilde": "˜", "widetilde": "˜", "bar": "¯", "overline": "¯", "dot": "˙",
    "ddot": "¨", "vec": "→", "overrightarrow": "→", "overleftarrow": "←", "overbrace": "⏞",
  ]

  /// Signs that open or close, or stand in pairs, and must not grow unless `\left` and `\right` ask for it.
  static let fences: Set<Character> = ["(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉"]

  /// The brackets of environments.
  static let environments: [String: (left: String, right: String)] = [
    "bmatrix": ("[", "]"), "pmatrix": ("(", ")"), "vmatrix": ("|", "|"), "cases": ("{", ""),
  ]
}
