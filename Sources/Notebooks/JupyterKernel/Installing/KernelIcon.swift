import Formats

/// The icon of the kernel: a recurrent network, unrolled over three steps.
///
/// The same shapes are written as SVG and, for older notebooks, as PNG.
struct KernelIcon {
  private enum Shape {
    /// A square with round corners that fills the picture.
    case ground
    case dot(x: Double, y: Double, radius: Double)
    case line(from: (x: Double, y: Double), to: (x: Double, y: Double))
  }
  private typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

  private static let side = 64.0
  private static let corner = 12.0
  private static let lineWidth = 4.0
  private static let paper: Color = (0x24, 0x29, 0x2f)
  private static let ink: Color = (0xff, 0x93, 0x51)
  private static let light: Color = (0xff, 0xff, 0xff)

  /// The shapes, from the lowest up.
  private static let shapes: [(shape: Shape, color: Color)] = {
    let places = [14.0, 32, 50]
    var shapes: [(Shape, Color)] = [(.ground, paper), (.line(from: (4, 28), to: (60, 28)), light)]
    shapes += places.map { (.line(from: ($0, 28), to: ($0, 54)), light) }
    shapes += places.map { (.dot(x: $0, y: 28, radius: 7.5), ink) }
    return shapes
  }()

  /// The drawing.
  static var svg: String {
    let parts = shapes.map { shape, color in
      let ink = "#" + MessageSigner.hexadecimal([color.red, color.green, color.blue])
      switch shape {
      case .ground: return "<rect width=\"64\" height=\"64\" rx=\"12\" fill=\"\(ink)\"/>"
      case .dot(let x, let y, let radius):
        return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" fill=\"\(ink)\"/>"
      case .line(let from, let to):
        return "<line x1=\"\(from.x)\" y1=\"\(from.y)\" x2=\"\(to.x)\" y2=\"\(to.y)\" stroke=\"\(ink)\" "
          + "stroke-width=\"\(lineWidth)\" stroke-linecap=\"round\"/>"
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">\n"
      + parts.joined(separator: "\n")
      + "\n</svg>\n"
  }

  /// The pixels, 64 by 64, as a PNG file.
  static var png: [UInt8] {
    let count = Int(side)
    var rows: [UInt8] = []
    for y in 0..<count {
      rows.append(0)  // no filter
      for x in 0..<count { rows += pixel(x: Double(x) + 0.5, y: Double(y) + 0.5) }
    }
    return PNGFile.bytes(width: count, height: count, rows: rows)
  }

  /// Red, green, blue, and opacity, each from 0 to 255.
  private static func pixel(x: Double, y: Double) -> [UInt8] {
    var (red, green, blue, cover) = (0.0, 0.0, 0.0, 0.0)
    for (shape, color) in shapes {
      // A pixel on the edge is partly covered.
      let part = min(1, max(0, 0.5 - distance(x, y, to: shape)))
      red += (Double(color.red) - red) * part
      green += (Double(color.green) - green) * part
      blue += (Double(color.blue) - blue) * part
      cover = max(cover, part)
    }
    return [red, green, blue, cover * 255].map { UInt8($0.rounded()) }
  }

  /// The distance of a point from a shape; negative inside.
  private static func distance(_ x: Double, _ y: Double, to shape: Shape) -> Double {
    func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    switch shape {
    case .ground:
      let inner = side / 2 - corner
      let (dx, dy) = (abs(x - side / 2) - inner, abs(y - side / 2) - inner)
      return length(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - corner
    case .dot(let centerX, let centerY, let radius): return length(x - centerX, y - centerY) - radius
    case .line(let from, let to):
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let along = min(1, max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)))
      return length(x - from.x - along * dx, y - from.y - along * dy) - lineWidth / 2
    }
  }
}
