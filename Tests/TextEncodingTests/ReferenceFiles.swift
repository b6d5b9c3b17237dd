import Foundation

/// A file under Tests/ReferenceData, written by the script next to it.
func reference<Content: Decodable>(_ name: String) throws -> Content {
  let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let file = tests.appendingPathComponent("ReferenceData/\(name)")
  return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
}

/// The course's own story, about 33,000 characters.
func lighthouseStory() throws -> String {
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try String(
    contentsOf: package.appendingPathComponent("Sources/Library/SequenceTraining/Texts/the-lighthouse.txt"),
    encoding: .utf8)
}
