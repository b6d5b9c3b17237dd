import CourseCatalog
import XCTest

@testable import course_class

/// A small course of one unit on disk, and its copies.
final class HandoutTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "handout-\(UUID().uuidString)"
  ).resolvingSymlinksInPath()
  private let unit = Course.unit(named: "03")!
  private var course: URL { folder.appendingPathComponent("course") }
  private var copy: URL { folder.appendingPathComponent("copy") }

  private let scripts = ["grade.yml", "students.txt", "build", "recall", "collect", "grade", "keep", "tell"]
    .map {
      "Sources/Programs/course-class/Scripts/Workflow/\($0)"
    }

  override func setUpWithError() throws {
    var files = [
      "Package.swift": "manifest", ".swift-format": "{}", "Sources/A/a.swift": "a",
      "Sources/A/.hidden": "no",
      "Chapters/README.md": "map", "Chapters/03-RNN/main.swift": "show(1)",
      "Chapters/99-Draft/main.swift": "no",
      "Exercises/03-RNN/README.md": "tasks", "Exercises/03-RNN/notes.txt": "no", "Tests/ATests/a.swift": "no",
      "Tests/Grading/03-RNN/Suite.swift": "suite", "Solutions/03-RNN/mistakes.json": "[]",
      ".git/config": "no",
      ".course/progress.json": "no", "Tests/Grading/03-RNN/__pycache__/x": "no",
    ]
    for script in scripts { files[script] = "echo" }
    for name in unit.files {
      files["Exercises/03-RNN/\(name)"] = "what the author tried"
      files["Tests/Grading/03-RNN/Stubs/\(name)"] = "stub of \(name)"
      files["Solutions/03-RNN/\(name)"] = "the answer"
    }
    for (path, text) in files { try write(text, to: course.appendingPathComponent(path)) }
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func handout(_ reader: Handout.Reader = .student) -> Handout {
    Handout(of: CourseLayout(root: course), for: reader, units: [unit])
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOf: copy.appendingPathComponent(path), encoding: .utf8)
  }

  private func refusal(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch { return "\(error)" }
  }

  private var written: Set<String> {
    let names = FileManager.default.enumerator(atPath: copy.path)?.compactMap { $0 as? String } ?? []
    return Set(
      names.filter { name in
        let place = copy.appendingPathComponent(name).path
        return (try? FileManager.default.attributesOfItem(atPath: place))?[.type] as? FileAttributeType
          == .typeRegular
      })
  }

  private var shared: Set<String> {
    Set(
      [
        "Package.swift", ".swift-format", ".gitignore", "README.md", "Sources/A/a.swift",
        "Chapters/README.md",
        "Chapters/03-RNN/main.swift", "Exercises/03-RNN/README.md", "Tests/Grading/03-RNN/Suite.swift",
      ] + scripts
        + unit.files.flatMap { ["Exercises/03-RNN/\($0)", "Tests/Grading/03-RNN/Stubs/\($0)"] })
  }

  func testAStudentGetsTheCourseWithStubsAndWithoutSolutions() throws {
    XCTAssertEqual(try handout().write(to: copy), shared.count)
    XCTAssertEqual(written, shared)
    for path in written { XCTAssertFalse(try read(path).contains("the answer"), path) }
    for name in unit.files { XCTAssertEqual(try read("Exercises/03-RNN/\(name)"), "stub of \(name)") }
    XCTAssertTrue(try read("README.md").contains("| 03 | [\(unit.title)](Chapters/03-RNN/03-RNN.md) |"))
    XCTAssertEqual(try HiddenSeed.of(CourseLayout(root: copy)), nil)
  }

  func testAnInstructorGetsSolutionsASeedAndTheWorkflow() throws {
    try handout(.instructor(seed: "it's spring")).write(to: copy)
    let more = written.subtracting(shared)
    XCTAssertEqual(
      more,
      Set(
        ["Solutions/03-RNN/mistakes.json", ".course/seed", "students.txt", ".github/workflows/grade.yml"]
          + ["build", "recall", "collect", "grade", "keep", "tell"].map { ".github/grading/\($0)" }
          + unit.files.map { "Solutions/03-RNN/\($0)" }))
    XCTAssertEqual(try HiddenSeed.of(CourseLayout(root: copy)), "it's spring")
    XCTAssertTrue(try read(".gitignore").contains(".course/*\n!.course/seed\n"))
    XCTAssertTrue(
      FileManager.default.isExecutableFile(atPath: copy.appendingPathComponent(".github/grading/tell").path))
    let seed = try FileManager.default.attributesOfItem(
      atPath: copy.appendingPathComponent(".course/seed").path)
    XCTAssertEqual(seed[.posixPermissions] as? Int, 0o600)
    try FileManager.default.removeItem(at: course.appendingPathComponent("Solutions"))
    try FileManager.default.removeItem(at: copy)
    XCTAssertEqual(
      refusal { try handout(.instructor(seed: "x")).write(to: copy) },
      "this copy of the course has no solutions: make an instructor's copy from one that has them")
    XCTAssertFalse(FileManager.default.fileExists(atPath: copy.path))
  }

  func testOnlyANewOrEmptyFolderOutsideIsTaken() throws {
    XCTAssertEqual(
      refusal { try handout().write(to: course.appendingPathComponent("copy")) },
      "\(course.path)/copy is inside the course: name a folder outside")
    XCTAssertEqual(
      refusal { try handout().write(to: copy.appendingPathComponent("deeper")) },
      "the folder \(copy.path) does not exist: create it first")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    try handout().write(to: copy)
    XCTAssertEqual(
      refusal { try handout().write(to: copy) },
      "\(copy.path) already exists and is not empty: name a new folder")
  }

  func testAMissingFileLeavesNothingBehind() throws {
    let stub = course.appendingPathComponent("Tests/Grading/03-RNN/Stubs/\(unit.files[0])")
    try FileManager.default.removeItem(at: stub)
    XCTAssertEqual(refusal { try handout().write(to: copy) }, "\(stub.path) cannot be read")
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), ["course"])
  }

  func testASeedsFileHoldsOneLine() throws {
    let file = course.appendingPathComponent(".course/seed")
    for text in ["", "\n", "two\nlines\n"] {
      try write(text, to: file)
      XCTAssertEqual(
        refusal { try HiddenSeed.of(CourseLayout(root: course)) },
        "\(file.path) holds no seed: write one line of text into it, or remove it to grade without")
    }
    var generator = SystemRandomNumberGenerator()
    let seeds = Set((0..<20).map { _ in HiddenSeed.random(using: &generator) })
    XCTAssertEqual(seeds.count, 20)
    XCTAssertEqual(Set(seeds.map(\.count)), [32])
  }

  func testTheWorkflowsScriptsLieInTheCourse() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    for file in try ClassWorkflow.files(from: CourseFiles(layout)) where file.mode == 0o755 {
      XCTAssertTrue(file.contents.starts(with: Data("#!/bin/bash\n".utf8)), file.path)
    }
  }
}
