/// What LaTeX's names and marks are in Unicode.
package enum FormulaTables {
  /// Commands that stand for one text.
  package static let symbols: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "cdot": "·", "odot": "⊙", "times": "×", "div": "÷",
    "pm": "±", "mp": "∓", "circ": "∘", "oplus": "⊕", "otimes": "⊗", "ast": "∗", "star": "⋆", "le": "≤",
    "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼",
    "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "mapsto": "↦", "Rightarrow": "⇒",
    "Leftrightarrow": "⇔", "uparrow": "↑", "downarrow": "↓", "sum": "Σ", "prod": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "infty": "∞", "forall": "∀", "exists": "∃", "emptyset": "∅", "ldots": "…",
    "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "langle": "⟨", "rangle": "⟩", "lVert": "‖",
    "rVert": "‖", "Vert": "‖", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "top": "⊤", "prime": "′", "ell": "ℓ", "quad": "   ",
    "qquad": "      ", ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "{": "{", "}": "}", "%": "%",
    "_": "_", "&": "&", "$": "$", "#": "#", "|": "‖", "colon": ":", "left": "", "right": "", "big": "",
    "Big": "", "bigl": "", "bigr": "", "limits": "", "displaystyle": "", "textstyle": "", "sqrt": "√",
  ]

  /// Commands whose one argument stays as it is.
  package static let transparent: Set<String> = [
    "text", "textbf", "textit", "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "operatorname",
    "boldsymbol",
    "underbrace", "overbrace", "mathcal",
  ]

  /// Accents, as the combining character that follows what they stand on.
  package static let accents: [String: Character] = [
    "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}", "widetilde": "\u{303}", "bar": "\u{304}",
    "overline": "\u{304}", "dot": "\u{307}", "ddot": "\u{308}", "vec": "\u{20D7}",
    "overrightarrow": "\u{20D7}", "overleftarrow": "\u{20D6}",
  ]

  /// Letters of `\mathbb`.
  package static let doubleStruck: [Character: String] = [
    "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ", "1": "𝟙",
  ]

  /// Characters that exist as raised ones.
  package static let superscripts = pairs(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′")

  /// Characters that exist as lowered ones.
  package static let subscripts = pairs(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

  /// The brackets of LaTeX's matrix environments.
  static let environments: [String: (left: Brackets, right: Brackets)] = [
    "bmatrix": (.leftSquare, .rightSquare), "pmatrix": (.leftRound, .rightRound), "vmatrix": (.bar, .bar),
    "matrix": (.none, .none), "cases": (.leftCurly, .none), "aligned": (.none, .none),
    "array": (.none, .none),
  ]

  private static func pairs(_ from: String, _ to: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(from, to))
  }
}
