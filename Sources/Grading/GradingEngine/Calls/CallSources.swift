import CourseCatalog
import Formats
import Foundation

/// The sources that separate an exercise's answers from their evaluation, all generated from the stubs.
///
/// - The **proxy** has the stubs' own text, but each function that a task requires sends its arguments to the
///   student's process and returns the reply. The suite is compiled against it without knowing.
/// - The **table of calls** is linked with the student's module: one entry per function, which reads the
///   arguments, calls, and writes the result.
/// - Both send the stubs' types by the same **conformances**.
struct CallSources {
  /// The name of the exercise's module.
  let module: String
  /// The modules the exercise is allowed to import.
  let imports: [String]
  private let stubs: [(name: String, outline: SourceOutline)]
  private let given: [SourceOutline]
  private let handwritten: [(name: String, text: String)]

  /// The sources of a unit.
  ///
  /// - Throws: `Complaint` if a stub cannot be read.
  init(_ unit: CourseUnit, in layout: CourseLayout) throws {
    module = unit.exerciseModule
    imports = unit.imports
    stubs = try unit.files.map { name in
      (name, SourceOutline(try Self.text(layout.stubs(unit).appendingPathComponent(name))))
    }
    given =
      try unit.imports.contains("EarlierUnits")
      ? Self.files(in: layout.root.appendingPathComponent("Sources/Given/EarlierUnits")).map {
        SourceOutline($0.text)
      }
      : []
    handwritten = try Self.files(in: layout.suite(unit).appendingPathComponent("Calls"))
  }

  private static func text(_ file: URL) throws -> String {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Complaint.ofCourse("the course's own copy of a stub is missing: \(file.path)")
    }
    return text
  }

  private static func files(in folder: URL) throws -> [(name: String, text: String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.sorted().filter { $0.hasSuffix(".swift") }.map {
      ($0, try text(folder.appendingPathComponent($0)))
    }
  }

  /// The functions that tasks require.
  var functions: [CallSignature] {
    stubs.flatMap { stub in Self.taskFunctions(of: stub.outline).map(\.signature) }
  }

  private static func taskFunctions(
    of outline: SourceOutline
  ) -> [(declaration: OutlinedDeclaration, signature: CallSignature)] {
    let wanted = Set(TaskFunction.all(in: outline).map(\.declaration.head.lowerBound))
    return outline.located.filter { wanted.contains($0.declaration.head.lowerBound) }.compactMap { located in
      CallSignature(located, in: outline).map { (located.declaration, $0) }
    }
  }

  private var types: [WiredType] {
    stubs.flatMap { WiredType.all(in: $0.outline) }
  }

  /// The list of the errors that the exercise declares.
  private var errors: String {
    "[" + types.filter(\.isError).map { "\($0.name).self" }.joined(separator: ", ") + "]"
  }

  private func header(importing others: [String] = []) -> String {
    (["Answering", "CourseSupport", "LinearAlgebra"] + imports + others).map { "import \($0)\n" }.joined()
      + "\n"
  }

  /// The conformances, one file each: a compiler error identifies the conformance by its file.
  private func conformances(
    _ header: String, classes: Set<String> = []
  ) -> [(name: String, text: String)] {
    (given.flatMap(WiredType.all) + types).map { type in
      let name = "Wired-\(type.name).swift"
      return (name, header + type.conformance(isClass: classes.contains(name)))
    }
  }

  /// The files of the proxy module.
  var proxy: [(name: String, text: String)] {
    stubs.map { stub in
      let changes = Self.taskFunctions(of: stub.outline).compactMap { function in
        function.declaration.body.map { ($0, function.signature.askingBody(throwing: errors)) }
      }
      return (stub.name, "import Answering\n" + stub.outline.text(replacing: changes))
    } + conformances(header()) + handwritten
  }

  /// The files of the program that answers, and the functions missing from it.
  func table(_ misfits: TableMisfits = TableMisfits()) -> (
    files: [(name: String, text: String)], missing: [String]
  ) {
    let left = misfits.left
    let header = header(importing: [module])
    let numbered = functions.enumerated().map { (file: "Call\($0).swift", index: $0, function: $1) }
    let kept = numbered.filter { !left.contains($0.file) }
    let list = kept.map { entry in
      let place = entry.function.container.isEmpty ? "" : "\(entry.function.container)."
      return "  \"\(entry.function.call)\": \(place)courseAnswer\(entry.index),"
    }
    let known = types.filter(\.isError).map { type in
      left.contains("Wired-\(type.name).swift") ? "Answering.UnknownError.self" : "\(type.name).self"
    }
    let start = """
      @main
      struct AnsweringProgram {
        static func main() { Answering.serve(calls, throwing: [\(known.joined(separator: ", "))]) }
      }

      private let calls: [String: Answering.Call] = [
      \(list.isEmpty ? ":" : list.joined(separator: "\n"))
      ]

      """
    let files =
      conformances(header, classes: misfits.classes)
      + kept.map { ($0.file, header + $0.function.entry($0.index)) }
      + handwritten.map { ($0.name, "import \(module)\n" + $0.text) }
      + [("Start.swift", header + start), ("Allocation.swift", AnsweringSupport.allocation)]
    return (
      files.filter { !left.contains($0.name) },
      numbered.filter { left.contains($0.file) }.map(\.function.call)
    )
  }

  /// Writes files into a folder that holds nothing else.
  func write(_ files: [(name: String, text: String)], to folder: URL) throws -> [URL] {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try files.map { file in
      let place = folder.appendingPathComponent(file.name)
      try Data(file.text.utf8).write(to: place)
      return place
    }
  }
}

/// The files of a table that do not fit a submission unchanged.
struct TableMisfits: Equatable {
  /// Those of types that can be classes in the submission but are structs in the stubs.
  private(set) var classes: Set<String> = []
  /// Those that are omitted.
  private(set) var left: Set<String> = []

  /// Only what is omitted anyway.
  init(leaving left: Set<String> = []) { self.left = left }

  /// Records files with compiler errors; `false` if all of them are already known.
  mutating func add(_ files: some Sequence<String>) -> Bool {
    let before = self
    for name in files where !left.contains(name) {
      if name.hasPrefix("Wired-"), classes.insert(name).inserted { continue }
      left.insert(name)
    }
    return self != before
  }
}

extension CallSignature {
  /// The body of the proxy's function.
  func askingBody(throwing errors: String) -> String {
    let generator = parameters.first(where: \.isGenerator)
    let sent = parameters.filter { !$0.isGenerator && $0.closure == nil }
    var lines = ["\"\(call)\", throwing: \(errors),", "{ writer in"]
    if !container.isEmpty, !isStatic { lines.append("  writer.add(self)") }
    lines += sent.map { "  writer.add(\($0.name))" }
    if lines.count == 2 { lines.append("  _ = writer") }
    lines.append("}")
    let closures = parameters.compactMap { parameter in parameter.closure.map { (parameter.name, $0) } }
    if let generator {
      lines.append(", drawing: &\(generator.name)")
    } else if !closures.isEmpty {
      lines.append(", questions: [\(closures.map(Self.question).joined(separator: ", "))]")
    }
    let changed =
      parameters.filter { $0.isInout && !$0.isGenerator }.map(\.name) + (isMutating ? ["self"] : [])
    let values = results.map { _ in "try answer.next()" }
    let asked = """
        var answer = try ask(\(lines.joined(separator: "\n")))
        return try readable {
          \(changed.map { "\($0) = try answer.next()" }.joined(separator: "\n"))
          return \(values.count == 1 ? values[0] : "(\(values.joined(separator: ", ")))")
        }
      """
    let escaping = closures.reversed().reduce(asked) { body, closure in
      "return try withoutActuallyEscaping(\(closure.0)) { \(closure.0) in\n\(body)\n}"
    }
    return "{\n\(escaping)\n}"
  }

  private static func question(_ name: String, _ closure: (arguments: [String], result: String)) -> String {
    let arguments = closure.arguments.map { _ in "try reader.next()" }.joined(separator: ", ")
    return "{ reader, writer in writer.add(try \(name)(\(arguments))) }"
  }

  /// The function of the table that calls the student's.
  func entry(_ index: Int) -> String {
    var lines: [String] = []
    let generator = parameters.first(where: \.isGenerator)
    if generator != nil { lines.append("var generator = try arguments.generator()") }
    if generator?.type == "SplitMix64" {
      lines.append("guard var known = generator.known else { throw Answering.Unreadable() }")
    }
    if !container.isEmpty, !isStatic {
      lines.append("\(isMutating ? "var" : "let") this = try arguments.next(\(container).self)")
    }
    var closureCount = 0
    let passed = parameters.enumerated().map { place, parameter -> String in
      let label = parameter.label == "_" ? "" : "\(parameter.label): "
      if parameter.isGenerator { return label + (parameter.type == "SplitMix64" ? "&known" : "&generator") }
      if let closure = parameter.closure {
        defer { closureCount += 1 }
        let names = closure.arguments.indices.map { "v\($0)" }
        let written = names.map { "writer.add(\($0))" }.joined(separator: "; ")
        return label
          + "{ (\(zip(names, closure.arguments).map { "\($0): \($1)" }.joined(separator: ", "))) -> \(closure.result) in try asker.value(of: \(closureCount)) { writer in \(written) } }"
      }
      lines.append(
        "\(parameter.isInout ? "var" : "let") a\(place) = try arguments.next(\(plainType(parameter.type)).self)"
      )
      return label + (parameter.isInout ? "&a\(place)" : "a\(place)")
    }
    if parameters.contains(where: { $0.closure != nil }) { lines.append("let asker = arguments") }
    let target = container.isEmpty ? "" : isStatic ? "\(container)." : "this."
    let call = "try \(target)\(name)(\(passed.joined(separator: ", ")))"
    // The type is written out, so the compiler detects a different one.
    lines.append(results.isEmpty ? call : "let result: \(plainType(result)) = \(call)")
    if generator?.type == "SplitMix64" { lines.append("generator.known = known") }
    if generator != nil { lines.append("if let known = generator.known { writer.add(known.state) }") }
    for (place, parameter) in parameters.enumerated() where parameter.isInout && !parameter.isGenerator {
      lines.append("writer.add(a\(place))")
    }
    if isMutating { lines.append("writer.add(this)") }
    lines += results.count == 1 ? ["writer.add(result)"] : results.indices.map { "writer.add(result.\($0))" }
    // Swift 6.0 crashes on a table of functions without the attribute.
    let function = """
      @Sendable \(container.isEmpty ? "" : "static ")func courseAnswer\(index)(_ arguments: inout Answering.CallArguments, _ writer: inout Answering.WireWriter) throws {
        \(lines.joined(separator: "\n  "))
      }
      """
    return container.isEmpty ? "\(function)\n" : "extension \(container) {\n\(function)\n}\n"
  }

  /// A type with a GRU for a cell of any kind: a table entry must name a concrete one.
  private func plainType(_ type: String) -> String {
    guard generics.contains("Cell: RecurrentCell") else { return type }
    return type.replacingOccurrences(of: "<Cell>", with: "<GRUCell<Float>>")
  }
}
