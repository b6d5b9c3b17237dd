import Formats
import Foundation

/// The location of something submitted: a folder or an archive that a user named, or an entry in it.
/// Everything below the named location is reached folder by folder, and never by a link.
public struct SubmittedPlace: Sendable {
  /// The folder or file the user named.
  let base: URL
  /// The way from there, by the names from `EscapedName`; empty for the base itself.
  let path: String

  /// A folder or a file the user named.
  public init(_ base: URL) { self.init(base: base, path: "") }

  /// An entry of the folder the user named, by its name there.
  public init(_ name: String, in base: URL) { self.init(base: base, path: name) }

  private init(base: URL, path: String) {
    self.base = base
    self.path = path
  }

  /// An entry further down.
  func below(_ rest: String) -> SubmittedPlace {
    SubmittedPlace(base: base, path: path.isEmpty ? rest : rest.isEmpty ? path : "\(path)/\(rest)")
  }

  /// The path, as displayed.
  public var url: URL { path.isEmpty ? base : base.appendingPathComponent(path) }

  /// The entry there; `nil` if there is none, or it would be reached by a link.
  var kind: OpenedFolder.Kind? {
    guard !path.isEmpty else {
      return base.isFolder ? .folder : FileManager.default.fileExists(atPath: base.path) ? .file : nil
    }
    return withFolder { folder, name in folder.kind(of: name) } ?? nil
  }

  /// Whether there is a link, which is not followed.
  public var isLink: Bool { kind == .link }

  /// The names in the folder; empty if it cannot be read.
  var names: [String] { (try? opened().names()) ?? [] }

  /// Opens the folder.
  ///
  /// - Throws: ``InvalidFileError`` that names what is in the way.
  func opened() throws(InvalidFileError) -> OpenedFolder {
    var place = SubmittedPlace(base)
    do {
      var folder = try OpenedFolder(base.path)
      for name in path.split(separator: "/").map(String.init) {
        place = place.below(name)
        folder = try folder.folder(name)
      }
      return folder
    } catch { throw InvalidFileError(error, at: place, isFolder: true) }
  }

  /// Opens the file; the caller closes it.
  ///
  /// - Returns: `nil` if there is none.
  /// - Throws: ``InvalidFileError`` that names what is in the way.
  func openedFile() throws(InvalidFileError) -> Int32? {
    guard !path.isEmpty else {
      let descriptor = open(base.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { throw InvalidFileError(OpeningError(errno), at: self) }
      return descriptor
    }
    let (folder, name) = try parent()
    do { return try folder.file(name) } catch OpeningError.missing { return nil } catch {
      throw InvalidFileError(error, at: self)
    }
  }

  private func parent() throws(InvalidFileError) -> (OpenedFolder, name: String) {
    let names = path.split(separator: "/").map(String.init)
    let parent = SubmittedPlace(base: base, path: names.dropLast().joined(separator: "/"))
    return (try parent.opened(), names.last ?? "")
  }

  private func withFolder<R>(_ body: (OpenedFolder, String) -> R) -> R? {
    guard let (folder, name) = try? parent() else { return nil }
    return body(folder, name)
  }
}

extension SubmittedPlace {
  /// Why the grader cannot read the entry, which is not the student's error; `nil` if it can.
  public var obstacle: String? {
    switch kind {
    case .link: return "it is a link, and links are not followed: put the files themselves there"
    case .other: return "it is neither a folder nor a file"
    case nil: return "it is no longer there"
    case .folder:
      guard let folder = try? opened(), (try? folder.names()) != nil else {
        return "the folder cannot be read: allow the grader to"
      }
      // A folder that can be listed but not entered shows names without their files.
      return folder.kind(of: ".") == nil ? "the folder cannot be read: allow the grader to" : nil
    case .file:
      guard let descriptor = try? openedFile() else {
        return "the file cannot be read: allow the grader to"
      }
      close(descriptor)
      return nil
    }
  }
}
