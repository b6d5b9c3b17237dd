import Foundation

/// The colors and fonts of every drawing.
enum Ink {
  static let font = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
  /// The font of formulas.
  static let symbolFont = "'STIX Two Text', 'Latin Modern Roman', Cambria, 'Times New Roman', serif"
  /// The font of code.
  static let codeFont = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
  static let paper = "#ffffff"
  static let text = "#24292f"
  static let quiet = "#57606a"
  static let grid = "#e4e7eb"
  static let axis = "#8c959f"
  static let blue = "#0072b2"
  static let orange = "#b04a00"
  static let green = "#007a59"
  /// Pale backgrounds.
  static let tints = (
    blue: "#e4f0f8", orange: "#fce8d8", green: "#dff2ea", yellow: "#fcf3cf", gray: "#f0f2f4"
  )
  /// Text on a data color, the same in light and dark pictures.
  static let onData = (dark: "#000000", light: "#fefefe")

  /// Colors for series that readers with any color vision can tell apart (after Okabe and Ito, 2008); the
  /// dashes tell them apart without color too.
  static let series: [(color: String, dash: String?)] = [
    ("#0072b2", nil), ("#d55e00", "8 4"), ("#009e73", "2 3"), ("#aa4499", "10 3 2 3"),
    ("#8a6d00", "14 3 2 3 2 3"), ("#333333", "18 5"),
  ]

  /// The dark counterparts of the colors. Data colors are the same in both.
  private static let dark: KeyValuePairs = [
    paper: "#0d1117", text: "#e6edf3", quiet: "#9da7b3", grid: "#2a313a", axis: "#6e7781", blue: "#58b0ee",
    orange: "#ff9351", "#d55e00": "#ff9351", green: "#3fcf9f", tints.blue: "#12324a", tints.orange: "#4a2710",
    tints.green: "#0d3b2e",
    tints.yellow: "#423810", tints.gray: "#21262d", "#009e73": "#3fcf9f", "#aa4499": "#e08fd4",
    "#8a6d00": "#d8b84a", "#333333": "#c9d1d9",
  ]

  /// A style sheet that replaces the colors on a dark system.
  static let darkStyle =
    "@media (prefers-color-scheme: dark) { "
    + dark.map { "[fill=\"\($0)\"] { fill: \($1) } [stroke=\"\($0)\"] { stroke: \($1) }" }
    .joined(separator: " ") + " }"
}

/// A run of colors from which a value between 0 and 1 picks one.
struct ColorRamp {
  private let stops: [SIMD3<Double>]

  /// From blue through white to red-brown: below and above a middle.
  static let diverging = ColorRamp([
    0x08306b, 0x2171b5, 0x6baed6, 0xc6dbef, 0xf7f7f7, 0xfdd0a2, 0xf16913, 0xb53c02, 0x6b2402,
  ])
  /// From nearly white to dark blue: from little to much.
  static let sequential = ColorRamp([0xf7fbff, 0xd2e3f3, 0x9ecae1, 0x5ba3cf, 0x2171b5, 0x084a91, 0x08306b])

  private init(_ colors: [Int]) {
    stops = colors.map { SIMD3(Double($0 >> 16 & 255), Double($0 >> 8 & 255), Double($0 & 255)) }
  }

  /// The color for `fraction`, in the form `#rrggbb`.
  func color(at fraction: Double) -> String {
    let mixed = mix(fraction)
    return "#" + (0..<3).map { hex(Int(mixed[$0].rounded())) }.joined()
  }

  /// Black or white, whichever is easier to read on the color for `fraction`.
  func textColor(at fraction: Double) -> String {
    let light = (mix(fraction).linear * SIMD3(0.2126, 0.7152, 0.0722)).sum()
    // Here the contrasts to black and to white are the same, 4.6 to 1.
    return light > 0.179 ? Ink.onData.dark : Ink.onData.light
  }

  private func mix(_ fraction: Double) -> SIMD3<Double> {
    let place = min(max(fraction.isNaN ? 0.5 : fraction, 0), 1) * Double(stops.count - 1)
    let lower = min(Int(place), stops.count - 2)
    let share = place - Double(lower)
    return stops[lower] * (1 - share) + stops[lower + 1] * share
  }

  private func hex(_ value: Int) -> String {
    let text = String(value, radix: 16)
    return text.count < 2 ? "0" + text : text
  }
}

extension SIMD3<Double> {
  /// The amounts of light of a color, from 0 to 1, of its red, green and blue from 0 to 255.
  fileprivate var linear: SIMD3<Double> {
    func light(_ value: Double) -> Double {
      value <= 0.03928 * 255 ? value / 255 / 12.92 : pow((value / 255 + 0.055) / 1.055, 2.4)
    }
    return SIMD3(light(x), light(y), light(z))
  }
}
