import Foundation
import LinearAlgebra

/// A picture that the book replaces by a figure to play with. Notebooks, pages and terminals show the picture.
///
/// ```swift
/// let map = HeatMap(weights, rowLabels: written, columnLabels: read, xLabel: "input", yLabel: "output")
/// show(Interactive(map, .alignment(map)), caption: "Where each output looked")
/// ```
public struct Interactive: Sendable {
  /// The picture.
  public let picture: any Displayable & Sendable
  /// The figure.
  public let figure: InteractiveFigure

  /// A picture with its figure.
  public init(_ picture: some Displayable & Sendable, _ figure: InteractiveFigure) {
    self.picture = picture
    self.figure = figure
  }
}

extension Interactive: Displayable {
  /// The forms of the picture; that for a page carries the figure's name and numbers.
  public func mimeBundle(caption: String?) -> MimeBundle {
    var bundle = picture.mimeBundle(caption: caption)
    guard let html = bundle.html else { return bundle }
    let values = Markup.escaped(figure.json)
    bundle.html = "<div data-figure=\"\(figure.name)\" data-values=\"\(values)\">\(html)</div>"
    return bundle
  }
}
