import Foundation

/// Why something in a folder cannot be opened.
package enum OpeningError: Error, Equatable {
  /// There is nothing of that name.
  case missing
  /// It is a link.
  case link
  /// It is not of the requested kind: a pipe, a device, a folder where a file is meant.
  case otherKind
  /// The system refuses.
  case refused(String)

  /// The meaning of the system's error number if a link is not followed.
  package init(_ code: Int32) {
    switch code {
    case ENOENT: self = .missing
    case ELOOP, EMLINK: self = .link
    case ENOTDIR, ENXIO: self = .otherKind
    default: self = .refused(String(cString: strerror(code)))
    }
  }
}

/// A folder that is held open. Every call concerns that very folder, whatever is moved or linked meanwhile,
/// and nothing in it is reached by a link.
///
/// Names are those of `EscapedName`.
package final class OpenedFolder {
  /// The kind of entry of a name.
  package enum Kind: Sendable { case folder, file, link, other }

  private let descriptor: Int32

  private init(taking descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a folder the user named: links on the way to it, and it itself, are the user's own.
  ///
  /// - Throws: ``OpeningError``.
  package convenience init(_ path: String) throws(OpeningError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OpeningError(errno) }
    self.init(taking: descriptor)
  }

  /// The kind of entry of a name in the folder; `nil` if there is none.
  package func kind(of name: String) -> Kind? {
    guard let path = Self.path(name) else { return nil }
    var status = stat()
    guard fstatat(descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return Self.kind(status)
  }

  /// The names of everything in the folder, in no order.
  ///
  /// - Throws: ``OpeningError`` if they cannot be read.
  package func names() throws(OpeningError) -> [String] {
    // The list is read through its own descriptor, which is closed with it.
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw OpeningError(errno) }
    guard let list = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw OpeningError(code)
    }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(EscapedName.text(of: bytes)) }
    }
    return names
  }

  /// Opens a folder in this one.
  ///
  /// - Throws: ``OpeningError``; a link does not count as a folder.
  package func folder(_ name: String) throws(OpeningError) -> OpenedFolder {
    guard let path = Self.path(name) else { throw .missing }
    if kind(of: name) == .link { throw .link }
    let found = openat(descriptor, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard found >= 0 else { throw OpeningError(errno) }
    return OpenedFolder(taking: found)
  }

  /// Opens a file in this folder for reading; the caller closes it.
  ///
  /// - Throws: ``OpeningError`` unless it is an ordinary file; nothing is waited for, whatever it is.
  package func file(_ name: String) throws(OpeningError) -> Int32 {
    guard let path = Self.path(name) else { throw .missing }
    switch kind(of: name) {
    case nil: throw .missing
    case .link: throw .link
    // Opening a device can have side effects, so it is not even tried.
    case .folder, .other: throw .otherKind
    case .file: break
    }
    let found = openat(descriptor, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard found >= 0 else { throw OpeningError(errno) }
    var status = stat()
    guard fstat(found, &status) == 0, Self.kind(status) == .file else {
      close(found)
      throw .otherKind
    }
    return found
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The name in the system's form; `nil` for one that leads out of the folder.
  private static func path(_ name: String) -> [CChar]? {
    let bytes = EscapedName.bytes(of: name)
    guard !bytes.isEmpty, !bytes.contains(UInt8(ascii: "/")), !bytes.contains(0), bytes != Array("..".utf8)
    else {
      return nil
    }
    return bytes.map(CChar.init(bitPattern:)) + [0]
  }
}
