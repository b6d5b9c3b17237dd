import Foundation

/// A file of text that a user named.
struct TextFile {
  private let file: URL
  private var name: String { file.relativePath }

  init(_ file: URL) { self.file = file }

  /// The file's text, without byte order marks at its start.
  ///
  /// - Throws: ``InvalidInputError`` if there is none; the message says what to do about it.
  func text() throws -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
      throw InvalidInputError("\(name): there is no such file; check the path")
    }
    if isFolder.boolValue { throw InvalidInputError("\(name) is a folder; name one text file in it") }
    guard let data = try? Data(contentsOf: file) else {
      throw InvalidInputError("\(name) cannot be read; check its permissions")
    }
    let bytes = [UInt8](data)
    // A file that editors and 'cat' put together can start with several.
    var body = bytes[...]
    while body.starts(with: Self.byteOrderMark) { body = body.dropFirst(Self.byteOrderMark.count) }
    guard !body.isEmpty else { throw InvalidInputError("\(name) is empty; name a file with text in it") }
    if let flaw = EncodingFlaw(bytes) { throw InvalidInputError("\(name) \(flaw.advice(for: name))") }
    return String(decoding: body, as: UTF8.self)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
