import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of an XML document, to be looked at.
package final class XMLNode {
  package let name: String
  package let attributes: [String: String]
  package private(set) var children: [XMLNode] = []
  package private(set) var text = ""

  private init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a document.
  ///
  /// - Throws: the parser's error if the document is not well formed.
  package static func root(of document: String) throws -> XMLNode {
    let parser = XMLParser(data: Data(document.utf8))
    let builder = Builder()
    parser.delegate = builder
    guard parser.parse(), let root = builder.root else {
      throw parser.parserError ?? CocoaError(.coderReadCorrupt)
    }
    return root
  }

  /// The element and all below it, in the order of the document.
  package var all: [XMLNode] { [self] + children.flatMap(\.all) }

  private final class Builder: NSObject, XMLParserDelegate {
    var root: XMLNode?
    private var open: [XMLNode] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let node = XMLNode(name, attributes)
      open.last?.children.append(node)
      if open.isEmpty { root = node }
      open.append(node)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      open.removeLast()
    }
  }
}
