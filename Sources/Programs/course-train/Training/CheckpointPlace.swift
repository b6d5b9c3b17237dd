import CommandSupport
import CourseCatalog
import Formats
import Foundation

/// The file that holds a model.
struct CheckpointPlace: Sendable {
  /// The checkpoint.
  let file: URL
  /// Whether it is the default, in the course's own folder.
  let isDefault: Bool

  /// The file that `--checkpoint` names, or the course's own.
  ///
  /// - Throws: `Complaint` if none is named and the current folder is not in the course.
  init(_ arguments: Arguments) throws {
    isDefault = !arguments.isGiven(.checkpoint)
    if let path = arguments.string(.checkpoint) {
      file = URL(fileURLWithPath: path)
    } else {
      guard let layout = try? CourseLayout.current() else {
        throw Complaint(
          "this folder is not inside the course, where the model would be kept; name its file: --checkpoint FILE"
        )
      }
      let here = FileManager.default.currentDirectoryPath
      // Relative if the current folder is in the course, to keep messages short.
      let base = layout.root.path == URL(fileURLWithPath: here).standardizedFileURL.path ? nil : layout.root
      file = URL(fileURLWithPath: ".course/model.safetensors", relativeTo: base)
    }
  }

  /// The option that names this file, for a command line to type; empty for the default.
  var option: String { isDefault ? "" : " --checkpoint \(file.relativePath)" }

  /// Whether the file exists.
  var exists: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// Where the existing file goes when a new model replaces it.
  var previous: URL { beside("previous") }

  /// A file with an additional word in its name, `model.previous.safetensors`.
  func beside(_ word: String) -> URL {
    let name = "\(file.deletingPathExtension().lastPathComponent).\(word)"
    let ending = file.pathExtension.isEmpty ? "safetensors" : file.pathExtension
    // Built from the text as typed, so messages show "model" and not "./model".
    let folder = (file.relativePath as NSString).deletingLastPathComponent as NSString
    return URL(fileURLWithPath: folder.appendingPathComponent("\(name).\(ending)"), relativeTo: file.baseURL)
  }

  /// Detects before the work, not after it, that the file could not be written.
  ///
  /// - Throws: `Complaint` if the path is a folder or cannot be written to.
  func checkWritable() throws {
    let folder = file.deletingLastPathComponent()
    if isDefault { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    if file.isFolder {
      throw Complaint("--checkpoint \(file.relativePath) is a folder; name a file in it")
    }
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw Complaint("--checkpoint \(file.relativePath): its folder does not exist; create it first")
    }
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      throw Complaint(
        "--checkpoint \(file.relativePath): its folder cannot be written to; name another file")
    }
  }

  /// Moves an existing model aside, so a new training loses only the one moved aside before.
  ///
  /// - Throws: `Complaint` if the system refuses.
  func setAside() throws {
    guard exists else { return }
    // A single system call, which replaces an older file; Foundation's replaceItemAt fails on Linux.
    guard rename(file.path, previous.path) == 0 else {
      throw Complaint(
        "--checkpoint \(file.relativePath): the existing model cannot be kept as "
          + "\(previous.lastPathComponent): \(String(cString: strerror(errno)))")
    }
  }
}
