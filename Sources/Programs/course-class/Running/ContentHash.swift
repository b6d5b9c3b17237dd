import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// The hash of everything that determines a submission's grade: the submitted files of the exercises, the
/// course's version, the suites and the seed. If it is the same, an earlier grade still holds.
struct ContentHash {
  private let settings: ClassSettings
  private let units: [CourseUnit]

  init(_ settings: ClassSettings, _ units: [CourseUnit]) {
    self.settings = settings
    self.units = units
  }

  /// The hash for a submission; `nil` means that nothing was found in it.
  ///
  /// - Parameter reason: why there is nothing, if known.
  func text(of submission: Submission?, because reason: String? = nil) -> String {
    var hash = SHA256()
    hash.add(part: settings.version)
    hash.add(part: settings.seed.map { "seed \($0)" } ?? "")
    for unit in units {
      let files = submission?.files(of: unit)
      hash.add(part: unit.folder)
      for name in unit.files {
        hash.add(part: name)
        add(files?.parts[name] ?? .missing, to: &hash)
      }
      for file in files?.further ?? [] {
        hash.add(part: file.name)
        add(.contents(file.contents), to: &hash)
      }
      hash.add(part: "\(files?.refusals.count ?? 0)")
    }
    if let reason { hash.add(part: reason) }
    return hash.text
  }

  private func add(_ part: SubmittedPart, to hash: inout SHA256) {
    switch part {
    case .contents(let data):
      hash.add(part: "contents")
      hash.add(part: data)
    case .missing: hash.add(part: "missing")
    // The reason names a path of this machine; that there is one is enough.
    case .unusable: hash.add(part: "unusable")
    }
  }
}
