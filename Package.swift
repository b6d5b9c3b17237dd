// swift-tools-version: 6.0
import Foundation
import PackageDescription

/// The table of units: one row per unit, the name of its folder under Chapters, Exercises and Solutions, and
/// the modules its exercise can import besides LinearAlgebra and CourseSupport. Every target of a unit is
/// built from its row; its tasks and points are in Sources/Course/CourseCatalog, which lists the same
/// modules.
let unitTable: KeyValuePairs<String, [String]> = [
  "01-OneHot": [],
  "02-Tokenizers": [],
  "03-RNN": [],
  "04-BPTT": [],
  "05-SequenceTypes": ["EarlierUnits"],
  "06-LanguageModel": ["EarlierUnits"],
  "07-VanishingGradients": ["EarlierUnits"],
  "08-GRU": [],
  "09-LSTM": [],
  "10-BidirectionalRNN": ["EarlierUnits"],
  "11-DeepRNN": ["EarlierUnits"],
  "12-GatedNetworks": ["RecurrentNetworks", "SequenceTraining", "TextEncoding"],
  "13-Attention": ["EarlierUnits"],
]

/// Which folder the suites grade: `Exercises` (a student's stubs, the default) or `Solutions`.
let subject = Context.environment["COURSE_SUBJECT"] ?? "Exercises"

/// The number of one unit reduces the package to the targets that grade that unit, so a broken file elsewhere
/// cannot stop it; the word `library` reduces it to the library and its tests.
let onlyUnit = Context.environment["COURSE_ONLY"]

/// The targets for students are always included: the library, the exercises with their suites, the command.
/// Any value adds the targets for authors: the chapters as programs, the heavy programs behind the command,
/// which builds those itself when a verb needs them, and all their tests.
let isWhole = Context.environment["COURSE_ALL"] != nil

/// SwiftPM refuses unsafe flags in a package that another one imports by version, so a checkout has none: its
/// debug builds compute slower, its release builds as fast.
let isDependency = Context.packageDirectory.contains("/checkouts/")

func flags(_ flags: [String], in configuration: BuildConfiguration) -> [SwiftSetting] {
  isDependency ? [] : [.unsafeFlags(flags, .when(configuration: configuration))]
}

/// Matrices are optimized in debug builds too: a student's matrix product runs at full speed under `swift test`. The
/// rest of the library is not: its tests would save less time than its compilation takes.
let optimized = flags(["-O"], in: .debug)

/// Code that only compares and reports is never optimized: that would take longer to compile than it saves.
let unoptimized = flags(["-Onone"], in: .release)

/// One process of the compiler a module instead of one a core: it reads the imports once, and modules keep the cores busy.
let lean = flags(["-driver-batch-count", "1"], in: .debug)

/// A module below one of the groups of Sources.
func module(_ group: String, _ name: String, _ dependencies: [String] = [], _ settings: [SwiftSetting] = [])
  -> Target
{
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, path: "Sources/\(group)/\(name)",
    swiftSettings: lean + settings)
}

/// The products other packages can import.
let products = [
  "LinearAlgebra", "GradientChecking", "TextEncoding", "RecurrentNetworks", "SequenceTraining",
].map { Product.library(name: $0, targets: [$0]) }

let libraryTargets: [Target] = [
  .target(
    name: "MatrixKernels", path: "Sources/Library/MatrixKernels",
    cSettings: isDependency
      ? []
      : [
        .unsafeFlags(["-Xclang", "-debug-info-kind=line-tables-only"]),
        .unsafeFlags(["-O3"], .when(configuration: .release)),
        // Half the wait for the compiler; the vectors are spelled out, so little speed is lost.
        .unsafeFlags(["-O1"], .when(configuration: .debug)),
      ]),
  module("Library", "LinearAlgebra", ["MatrixKernels"], optimized),
  module("Library", "GradientChecking", ["LinearAlgebra"], unoptimized),
  module("Library", "TextEncoding", ["LinearAlgebra"]),
  module("Library", "RecurrentNetworks", ["LinearAlgebra", "MatrixKernels"]),
  module(
    "Library", "RecurrentSuspects", ["LinearAlgebra", "GradientChecking", "RecurrentNetworks"], unoptimized),
  .target(
    name: "SequenceTraining",
    dependencies: ["LinearAlgebra", "RecurrentNetworks", "TextEncoding", "MatrixKernels"],
    path: "Sources/Library/SequenceTraining", resources: [.copy("Texts")], swiftSettings: lean),
  module("Given", "CourseSupport"),
  module("Given", "EarlierUnits", ["LinearAlgebra"]),
  module("Grading", "GradingProtocol", [], unoptimized),
  module("Grading", "Answering", ["LinearAlgebra", "CourseSupport", "GradingProtocol"]),
  module(
    "Grading", "GradingSupport",
    ["LinearAlgebra", "CourseSupport", "GradientChecking", "GradingProtocol", "Answering"], unoptimized),
]

let commandTargets: [Target] = [
  module("Ground", "Formats"),
  module("Ground", "ChildProcesses", ["Formats"], unoptimized),
  module("Course", "CourseCatalog", ["Formats"], unoptimized),
  module("Course", "CommandSupport", ["Formats", "ChildProcesses", "CourseCatalog"], unoptimized),
  module("Grading", "GradingEngine", ["Formats", "ChildProcesses", "CourseCatalog", "GradingProtocol"]),
  module("Notebooks", "ChapterReading", ["Formats", "CourseCatalog"]),
  .executableTarget(
    name: "course",
    dependencies: [
      "Formats", "ChildProcesses", "CourseCatalog", "CommandSupport", "GradingProtocol", "GradingEngine",
      "ChapterReading",
    ], path: "Sources/Programs/course", swiftSettings: lean),
]

let heavyTargets: [Target] = [
  module("Notebooks", "NotebookDisplay", ["LinearAlgebra"], unoptimized),
  module("Notebooks", "CellEngine", ["Formats", "ChildProcesses"], unoptimized),
  .target(
    name: "NotebookWeaving",
    dependencies: ["Formats", "ChildProcesses", "CourseCatalog", "ChapterReading", "CellEngine"],
    path: "Sources/Notebooks/NotebookWeaving", resources: [.copy("BookFiles")],
    swiftSettings: lean + unoptimized),
  module("Notebooks", "JupyterKernel", ["Formats", "ChildProcesses", "CellEngine"], unoptimized),
  .executableTarget(
    name: "course-train",
    dependencies: [
      "Formats", "ChildProcesses", "CourseCatalog", "CommandSupport", "MatrixKernels", "LinearAlgebra",
      "TextEncoding", "RecurrentNetworks", "SequenceTraining", "NotebookDisplay",
    ], path: "Sources/Programs/course-train", swiftSettings: lean + unoptimized),
  .executableTarget(
    name: "course-class",
    dependencies: [
      "Formats", "ChildProcesses", "CourseCatalog", "CommandSupport", "GradingProtocol", "GradingEngine",
      "LinearAlgebra", "NotebookDisplay",
    ], path: "Sources/Programs/course-class", exclude: ["Scripts"], swiftSettings: unoptimized),
  .executableTarget(
    name: "course-notebook",
    dependencies: [
      "Formats", "ChildProcesses", "CourseCatalog", "CommandSupport", "GradingProtocol", "GradingEngine",
      "ChapterReading", "NotebookDisplay", "CellEngine", "NotebookWeaving", "JupyterKernel", "LinearAlgebra",
      "GradientChecking", "TextEncoding", "RecurrentNetworks", "RecurrentSuspects", "SequenceTraining",
    ], path: "Sources/Programs/course-notebook", swiftSettings: unoptimized,
    // Cells of notebooks are loaded into the program and use the library that is in it.
    linkerSettings: [
      .unsafeFlags(["-Xlinker", "--export-dynamic"], .when(platforms: [.linux])),
      .unsafeFlags(["-Xlinker", "-export_dynamic"], .when(platforms: [.macOS])),
    ]),
]

let libraryTests: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["LinearAlgebra", "MatrixKernels"], path: "Tests/Support",
    swiftSettings: lean),
  .testTarget(
    name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "MatrixKernels", "TestSupport"],
    swiftSettings: lean),
  .testTarget(name: "SupportTests", dependencies: ["TestSupport", "LinearAlgebra"], swiftSettings: lean),
  .testTarget(
    name: "GradientCheckingTests", dependencies: ["GradientChecking", "LinearAlgebra"], swiftSettings: lean),
  .testTarget(
    name: "TextEncodingTests", dependencies: ["TextEncoding", "LinearAlgebra"], swiftSettings: lean),
  .testTarget(
    name: "RecurrentNetworksTests",
    dependencies: [
      "RecurrentNetworks", "RecurrentSuspects", "GradientChecking", "LinearAlgebra", "MatrixKernels",
      "TestSupport",
    ], swiftSettings: lean),
  .testTarget(
    name: "SequenceTrainingTests",
    dependencies: [
      "SequenceTraining", "RecurrentNetworks", "GradientChecking", "TextEncoding", "LinearAlgebra",
      "TestSupport",
    ], swiftSettings: lean),
  .testTarget(
    name: "EarlierUnitsTests",
    dependencies: [
      "EarlierUnits", "LinearAlgebra", "RecurrentNetworks", "SequenceTraining", "TestSupport",
    ],
    swiftSettings: lean),
]

let courseTests: [Target] = [
  .target(
    name: "GradingExamples", dependencies: ["GradingEngine", "GradingProtocol", "CourseCatalog"],
    path: "Tests/GradingExamples", swiftSettings: lean),
  .executableTarget(
    name: "wrong-calls",
    dependencies: [
      "LinearAlgebra", "RecurrentNetworks", "SequenceTraining", "GradientChecking", "TextEncoding",
    ], path: "Tests/WrongCalls", swiftSettings: lean),
  .testTarget(name: "WrongCallTests", dependencies: ["wrong-calls", "TestSupport"], swiftSettings: lean),
  .testTarget(name: "FormatsTests", dependencies: ["Formats"], swiftSettings: lean),
  .testTarget(name: "ChildProcessesTests", dependencies: ["ChildProcesses", "Formats"], swiftSettings: lean),
  .testTarget(name: "CourseCatalogTests", dependencies: ["CourseCatalog", "Formats"], swiftSettings: lean),
  .testTarget(
    name: "CommandSupportTests",
    dependencies: ["CommandSupport", "CourseCatalog", "Formats", "ChildProcesses"]
  ),
  .testTarget(
    name: "GradingSupportTests",
    dependencies: ["GradingSupport", "GradingProtocol", "Answering", "LinearAlgebra"], swiftSettings: lean),
  .testTarget(
    name: "GradingEngineTests",
    dependencies: [
      "GradingEngine", "GradingProtocol", "ChildProcesses", "CourseCatalog", "Formats", "GradingExamples",
    ], swiftSettings: lean),
  .testTarget(
    name: "NotebookDisplayTests", dependencies: ["NotebookDisplay", "LinearAlgebra"], swiftSettings: lean),
  .testTarget(
    name: "ChapterReadingTests", dependencies: ["ChapterReading", "CourseCatalog", "Formats"],
    swiftSettings: lean),
  .testTarget(
    name: "NotebookWeavingTests",
    dependencies: ["NotebookWeaving", "ChapterReading", "ChildProcesses", "CourseCatalog", "Formats"],
    swiftSettings: lean),
  .testTarget(
    name: "CellEngineTests",
    dependencies: ["CellEngine", "Formats", "ChildProcesses", "course-notebook", "TestSupport"],
    swiftSettings: lean),
  .testTarget(
    name: "JupyterKernelTests",
    dependencies: ["JupyterKernel", "CellEngine", "Formats", "course-notebook", "TestSupport"],
    swiftSettings: lean),
  .testTarget(
    name: "CourseTests",
    dependencies: [
      "course", "CommandSupport", "CourseCatalog", "GradingEngine", "GradingProtocol", "Formats",
      "TestSupport",
    ], swiftSettings: lean),
  .testTarget(
    name: "CourseTrainTests",
    dependencies: [
      "course-train", "CommandSupport", "SequenceTraining", "RecurrentNetworks", "LinearAlgebra", "Formats",
      "TestSupport",
    ], swiftSettings: lean),
  .testTarget(
    name: "CourseClassTests",
    dependencies: [
      "course-class", "CommandSupport", "GradingEngine", "GradingProtocol", "CourseCatalog", "Formats",
      "GradingExamples",
    ], swiftSettings: lean),
  .testTarget(
    name: "CourseNotebookTests",
    dependencies: ["course-notebook", "CommandSupport", "CourseCatalog", "GradingEngine", "Formats"],
    swiftSettings: lean),
]

/// `03-RNN` → `03RNN`, the end of the unit's module names.
func moduleSuffix(_ folder: String) -> String { folder.filter { $0 != "-" } }

/// The suites that hold an exercise against the library's own networks.
let oracleSuites: Set = ["03-RNN", "04-BPTT", "07-VanishingGradients", "08-GRU", "09-LSTM"]

/// Graders that build with this manifest set the folder with the tables of calls: then the program that
/// answers with a submission's functions is built. Without it, the judge is built from a folder with proxies
/// of the exercises.
let tables = Context.environment["COURSE_TABLES"]
let isApart = subject.hasPrefix(".build/course/")

/// Files next to a solution for its authors.
func authorsFiles(_ folder: String) -> [String] {
  ["mistakes.json", "Alternatives"] + ["equivalents.json"].filter { isThere("Solutions/\(folder)/\($0)") }
}

/// The targets of a unit, in small steps: Swift 6.0 gives up on larger expressions.
func gradedTargets(_ folder: String, _ additionalModules: [String]) -> [Target] {
  let exercise = "Exercise" + moduleSuffix(folder)
  let visible: [String] = ["LinearAlgebra", "CourseSupport"] + additionalModules
  var targets: [Target] = []
  if let tables {
    var needed: [Target.Dependency] = [.target(name: exercise), "Answering"]
    needed += visible.map { .byName(name: $0) }
    targets.append(
      .executableTarget(
        name: "Answers", dependencies: needed, path: "\(tables)/\(folder)", swiftSettings: lean))
  }
  let imported: [String] = isApart && tables == nil ? visible + ["Answering"] : visible
  let excluded: [String] = isApart ? [] : subject == "Solutions" ? authorsFiles(folder) : ["README.md"]
  targets.append(
    .target(
      name: exercise, dependencies: imported.map { .byName(name: $0) }, path: "\(subject)/\(folder)",
      exclude: excluded, swiftSettings: lean))
  var judged: [Target.Dependency] = [
    .target(name: exercise), "GradingSupport", "LinearAlgebra", "CourseSupport", "GradientChecking",
  ]
  judged += additionalModules.map { .byName(name: $0) }
  if oracleSuites.contains(folder) { judged.append("RecurrentNetworks") }
  let ownCalls: [String] = folder == "12-GatedNetworks" ? ["Calls"] : []
  targets.append(
    .testTarget(
      name: "Suite" + moduleSuffix(folder), dependencies: judged, path: "Tests/Grading/\(folder)",
      exclude: ["Stubs"] + ownCalls, swiftSettings: lean))
  return targets
}

func chapterTarget(_ folder: String) -> Target {
  .executableTarget(
    name: "Chapter" + moduleSuffix(folder),
    dependencies: [
      "LinearAlgebra", "GradientChecking", "TextEncoding", "RecurrentNetworks", "RecurrentSuspects",
      "SequenceTraining", "NotebookDisplay",
    ],
    path: "Chapters/\(folder)",
    exclude: ["\(folder).ipynb", "\(folder).md", "plots", "runs"]
      .filter { isThere("Chapters/\(folder)/\($0)") },
    swiftSettings: lean + [.swiftLanguageMode(.v5)])
}

let graded = unitTable.filter { onlyUnit == nil || $0.key.hasPrefix(onlyUnit! + "-") }
/// A copy that was handed out has none of the course's own tests, and one for an autograder no chapters either.
func isThere(_ path: String) -> Bool {
  FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + path)
}
let hasOwnTests = isThere("Tests/LinearAlgebraTests")
let chapters = unitTable.map(\.key).filter { isThere("Chapters/\($0)") }

var targets: [Target] = libraryTargets
for (folder, modules) in graded { targets += gradedTargets(folder, modules) }
if onlyUnit == nil { targets += commandTargets }
if hasOwnTests && (onlyUnit == nil || onlyUnit == "library") { targets += libraryTests }
if isWhole { targets += heavyTargets + chapters.map(chapterTarget) }
if isWhole && hasOwnTests { targets += courseTests }

let package = Package(
  name: "recurrent-networks-course",
  platforms: [.macOS(.v13)],
  products: products,
  dependencies: [],
  targets: targets,
  swiftLanguageModes: [.v6])
