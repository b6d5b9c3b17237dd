import Formats
import Foundation

/// The progress of a build of the course's package.
public struct BuildProgress: Sendable, Equatable {
  /// Steps of a build, which it counts itself.
  public struct Steps: Sendable, Equatable {
    /// Those that are done.
    public let done: Int
    /// The total the build has reported so far.
    public let all: Int
  }

  /// What is built: the name of a program or a module.
  public let part: String
  /// How many steps are done; `nil` until the build counts them.
  public let steps: Steps?
  /// How long it has taken.
  public let seconds: Double
  /// Whether it is built.
  public var isDone = false
}

/// The release build of the course's package, `.build/release`, shared by grading, weaving, notebooks and
/// training: each part is built when it is first needed, and again when any source or setting has changed.
public struct ReleaseBuild: Sendable {
  /// A part that can be built separately.
  public enum Part: Sendable, Hashable {
    /// A program, by its name.
    case program(String)
    /// A module with everything it imports, by its name.
    case module(String)

    /// Its name.
    public var name: String {
      switch self {
      case .program(let name), .module(let name): name
      }
    }

    fileprivate var words: [String] {
      switch self {
      case .program(let name): ["--product", name]
      case .module(let name): ["--target", name]
      }
    }
  }

  private let root: URL
  private let progress: @Sendable (BuildProgress) -> Void

  /// The release build of the package in a folder.
  ///
  /// - Parameter progress: receives the state of the build several times a second; not called if there is
  ///   nothing to do.
  public init(of root: URL, progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }) {
    self.root = root
    self.progress = progress
  }

  /// The folder of the build products.
  public var folder: URL { root.appendingPathComponent(".build/release") }

  /// A name for everything that a build depends on: the manifest, all sources and the compiler.
  public func key() throws -> String {
    var key = ContentKey()
    key.addToolchain()
    key.add(file: root.appendingPathComponent("Package.swift"))
    do {
      try key.add(filesBelow: root.appendingPathComponent("Sources"))
    } catch {
      throw Complaint("\(root.path)/Sources cannot be read: is this the whole course?")
    }
    return key.text
  }

  /// Whether a part exists and was built from the current sources.
  public func isCurrent(_ part: Part, key: String) -> Bool {
    guard (try? String(contentsOf: stamp(part), encoding: .utf8)) == key else { return false }
    if case .program(let name) = part {
      return FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent(name).path)
    }
    return FileManager.default.fileExists(
      atPath: folder.appendingPathComponent("Modules/\(part.name).swiftmodule").path)
  }

  /// Builds the parts that are missing or older than their sources.
  ///
  /// - Throws: `Complaint` with the end of the compiler's output if one does not build.
  public func bringUpToDate(_ parts: [Part]) throws {
    let key = try key()
    let stale = parts.filter { !isCurrent($0, key: key) }
    for part in stale {
      try build(part)
      try FileManager.default.createDirectory(
        at: stamp(part).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(key.utf8).write(to: stamp(part), options: .atomic)
    }
  }

  private func stamp(_ part: Part) -> URL {
    root.appendingPathComponent(".build/course/built/\(part.name)")
  }

  private func build(_ part: Part) throws {
    guard Toolchain.current != nil else {
      throw Complaint.ofSystem("\(part.name) has to be built, and there is no 'swift' on the PATH")
    }
    var environment = CompilerTools.environment
    environment["COURSE_ALL"] = "1"
    let command = ChildCommand(
      ["/usr/bin/env", "swift", "build", "-c", "release"] + part.words, environment: environment,
      directory: root.path)
    let begun = Date()
    progress(BuildProgress(part: part.name, steps: nil, seconds: 0))
    var steps: BuildProgress.Steps?
    let output = try CommandOutput(command, secondLimit: 3600) { printed in
      steps = printed.flatMap(Self.steps) ?? steps
      progress(BuildProgress(part: part.name, steps: steps, seconds: Date().timeIntervalSince(begun)))
    }
    guard output.end == .exited(0) else {
      let errors = output.lines.filter { $0.contains("error:") }
      let tail = (errors.isEmpty ? output.lines : errors).suffix(6).joined(separator: " / ")
      throw Complaint(
        "\(part.name) does not build: \(tail)", fault: .course,
        hints: [
          "the compiler's full output: COURSE_ALL=1 swift build -c release \(part.words.joined(separator: " "))"
        ])
    }
    let seconds = Date().timeIntervalSince(begun)
    progress(BuildProgress(part: part.name, steps: steps, seconds: seconds, isDone: true))
  }

  /// `[45/90] Compiling …`, the last line of this form.
  static func steps(in printed: String) -> BuildProgress.Steps? {
    for line in printed.split(separator: "\n").reversed() where line.hasPrefix("[") {
      let numbers = line.dropFirst().prefix { $0 != "]" }.split(separator: "/").compactMap { Int($0) }
      if numbers.count == 2 { return BuildProgress.Steps(done: numbers[0], all: numbers[1]) }
    }
    return nil
  }
}
