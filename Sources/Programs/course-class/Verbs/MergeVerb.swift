import CommandSupport
import Formats
import Foundation

extension Action {
  /// `course merge results`
  static let merge = Action(.merge) { arguments in
    let folders = arguments.repeated(.out).map {
      URL(fileURLWithPath: $0).standardizedFileURL.resolvingSymlinksInPath()
    }
    let merge = try ClassMerge(folders)
    let store = RecordStore(try place(arguments, folders))
    let outcome = try merge.go(to: store)
    try ClassScreen(terminal: .standard, isJSON: arguments.flag(.json)).finish(outcome, store)
    return outcome.graderErrors.isEmpty ? .done : .internalError
  }

  private static func place(_ arguments: Arguments, _ folders: [URL]) throws -> URL {
    if let named = arguments.string(.out) {
      let folder = URL(fileURLWithPath: named).standardizedFileURL.resolvingSymlinksInPath()
      guard !folders.contains(folder) || ClassMerge.holdsParts(folder) else {
        throw Complaint("--out \(named) is one of the results to be joined: name another folder")
      }
      return folder
    }
    guard folders.count == 1, ClassMerge.holdsParts(folders[0]) else {
      throw Complaint("where should the results go? Name a folder with --out")
    }
    return folders[0]
  }
}
