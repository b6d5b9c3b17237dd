import ChildProcesses
import CourseCatalog
import Formats
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Becomes another of the course's programs, which takes over the terminal, the signals and the exit code: to
/// the user it is one command.
///
/// In the course's folder the program is the release build's, built when first needed and again when a source
/// has changed. A command that was copied elsewhere finds its helpers in the same folder.
package struct HandOver {
  private let program: Program

  /// A hand-over to a program.
  package init(to program: Program) { self.program = program }

  /// Hands over with the words the user typed.
  ///
  /// - Throws: `Complaint` if the program is missing and cannot be built.
  package func go(_ words: [String]) throws -> Never {
    let path = try executable().path
    // The name the user called is passed along, so commands in messages work as typed.
    let arguments = [CommandLine.arguments.first ?? "course"] + words
    var pointers = arguments.map { strdup($0) } + [nil]
    setenv(Invocation.launcherVariable, Invocation.executable.path, 1)
    fflush(nil)
    execv(path, &pointers)
    throw Complaint.ofSystem("\(path) cannot be started: \(String(cString: strerror(errno)))")
  }

  /// The program, ready to run.
  ///
  /// - Throws: `Complaint` if it is missing and cannot be built.
  package func executable() throws -> URL {
    let own = Invocation.executable.resolvingSymlinksInPath()
    if let root = Self.package(around: own) { return try built(in: root) }
    let beside = own.deletingLastPathComponent().appendingPathComponent(program.rawValue)
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    if let layout = try? CourseLayout.current() { return try built(in: layout.root) }
    throw Complaint(
      "\(program.rawValue) is missing next to \(own.path): copy it there from the course's .build/release, or "
        + "run the command in the course's folder, where it is built")
  }

  /// The folder of the package whose build folder holds an executable.
  private static func package(around executable: URL) -> URL? {
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      let parent = folder.deletingLastPathComponent()
      if folder.lastPathComponent == ".build" {
        let manifest = parent.appendingPathComponent("Package.swift").path
        return FileManager.default.fileExists(atPath: manifest) ? parent : nil
      }
      folder = parent
    }
    return nil
  }

  private func built(in root: URL) throws -> URL {
    let build = ReleaseBuild(of: root, progress: BuildScreen().show)
    try build.bringUpToDate([.program(program.rawValue)])
    return build.folder.appendingPathComponent(program.rawValue)
  }
}
