import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

/// A well-meant submission: each of its files is the solution's, the stub's, or one with a known mistake.
struct OrdinarySubmission {
  let unit: CourseUnit
  let files: [String: String]

  /// A number of submissions of the given units, always the same ones.
  static func all(_ count: Int, of units: [CourseUnit], in layout: CourseLayout) throws
    -> [OrdinarySubmission]
  {
    var generator = CountingGenerator(seed: 1990)
    let sources = try units.map { try UnitSources($0, in: layout) }
    return (0..<count).map { number in
      let unit = sources[number % sources.count]
      return OrdinarySubmission(
        unit: unit.unit, files: unit.choice(number / sources.count % 4, using: &generator))
    }
  }

  func write(to submission: URL) throws {
    let folder = submission.appendingPathComponent(unit.folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
  }
}

/// The possible contents of a unit's files.
private struct UnitSources {
  let unit: CourseUnit
  private let solution: [String: String]
  private let stubs: [String: String]
  private let mistakes: [KnownMistake]

  init(_ unit: CourseUnit, in layout: CourseLayout) throws {
    func texts(_ folder: URL) throws -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: try unit.files.map {
          ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
        })
    }
    self.unit = unit
    solution = try texts(layout.solution(unit))
    stubs = try texts(layout.stubs(unit))
    mistakes = try KnownMistake.load(unit, in: layout)
  }

  /// The solution, the stubs, the solution with one mistake, or any mixture.
  func choice(_ kind: Int, using generator: inout CountingGenerator) -> [String: String] {
    switch kind {
    case 0: return solution
    case 1: return stubs
    case 2: return made(mistakes.randomElement(using: &generator)!, in: solution)
    default:
      var files = solution
      for mistake in mistakes.shuffled(using: &generator).prefix(3) { files = made(mistake, in: files) }
      for name in unit.files where generator.next() % 4 == 0 { files[name] = stubs[name] }
      return files
    }
  }

  /// The files with a mistake, if its line still exists.
  private func made(_ mistake: KnownMistake, in files: [String: String]) -> [String: String] {
    var files = files
    files[mistake.file] = mistake.made(in: files[mistake.file]!) ?? files[mistake.file]!
    return files
  }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood's SplitMix64).
struct CountingGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
