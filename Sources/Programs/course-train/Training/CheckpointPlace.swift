import CommandSupport
import CourseCatalog
import Formats
import Foundation

/// The file in which a model is kept.
struct CheckpointPlace: Sendable {
  /// The checkpoint.
  let file: URL
  /// Whether nobody named it, so that it lies in the course's own folder.
  let isDefault: Bool

  /// The file that `--checkpoint` names, or the course's own.
  ///
  /// - Throws: `Complaint` where none is named outside the course.
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
      // Relative where the user stands in the course, so that messages stay short.
      let base = layout.root.path == URL(fileURLWithPath: here).standardizedFileURL.path ? nil : layout.root
      file = URL(fileURLWithPath: ".course/model.safetensors", relativeTo: base)
    }
  }

  /// The option that names this place, for a command line to type; empty for the default.
  var option: String { isDefault ? "" : " --checkpoint \(file.relativePath)" }

  /// Whether a file is there.
  var exists: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// Where the file that is there goes when a new model takes its place.
  var previous: URL { beside("previous") }

  /// A file with one more word in its name, `model.previous.safetensors`.
  func beside(_ word: String) -> URL {
    let name = "\(file.deletingPathExtension().lastPathComponent).\(word)"
    let ending = file.pathExtension.isEmpty ? "safetensors" : file.pathExtension
    // Made of the text that was typed, so that messages show "model" and not "./model".
    let folder = (file.relativePath as NSString).deletingLastPathComponent as NSString
    return URL(fileURLWithPath: folder.appendingPathComponent("\(name).\(ending)"), relativeTo: file.baseURL)
  }

  /// Finds out before the work, not after it, that the file could not be written.
  ///
  /// - Throws: `Complaint` if the place is a folder or cannot be written to.
  func checkWritable() throws {
    let folder = file.deletingLastPathComponent()
    if isDefault { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    if file.isFolder {
      throw Complaint("--checkpoint \(file.relativePath) is a folder; name a file in it")
    }
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw Complaint("--checkpoint \(file.relativePath): its folder does not exist; make it first")
    }
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      throw Complaint(
        "--checkpoint \(file.relativePath): its folder cannot be written to; name another place")
    }
  }

  /// Puts a model that is there aside, so that a new training loses nothing but the one set aside before.
  ///
  /// - Throws: `Complaint` where the system refuses.
  func setAside() throws {
    guard exists else { return }
    // One step for the system, which takes the place of an older file; Foundation's replaceItemAt fails on Linux.
    guard rename(file.path, previous.path) == 0 else {
      throw Complaint(
        "--checkpoint \(file.relativePath): the model that is there cannot be kept as "
          + "\(previous.lastPathComponent): \(String(cString: strerror(errno)))")
    }
  }
}
