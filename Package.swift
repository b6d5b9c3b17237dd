// swift-tools-version: 6.0
import PackageDescription

/// The table of units: one row a unit, the name of its folder under Chapters, Exercises and Solutions, and the
/// modules that its exercise may import beside LinearAlgebra and CourseSupport. Every target of a unit is made from
/// its row; its tasks and points stand in Sources/CourseCatalog, which names the same modules.
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
]

/// Which folder the suites grade: `Exercises` (a student's stubs, the default) or `Solutions`.
let subject = Context.environment["COURSE_SUBJECT"] ?? "Exercises"

/// One unit's number cuts the package to what grades that unit, so that a broken file elsewhere cannot stop it;
/// `library` cuts it to the library alone, `command` to the library and the command.
let onlyUnit = Context.environment["COURSE_ONLY"]

/// The library is optimized in debug builds too: a student's matrix product runs at full speed under `swift test`.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let libraryTargets: [Target] = [
  .target(name: "MatrixKernels", cSettings: [.unsafeFlags(["-O3", "-fno-math-errno"])]),
  .target(name: "LinearAlgebra", dependencies: ["MatrixKernels"], swiftSettings: optimized),
  .target(name: "CourseSupport"),
  .target(name: "GradientChecking", dependencies: ["LinearAlgebra"], swiftSettings: optimized),
  .target(name: "TextEncoding", dependencies: ["LinearAlgebra"], swiftSettings: optimized),
  .target(
    name: "RecurrentNetworks", dependencies: ["LinearAlgebra", "GradientChecking"], swiftSettings: optimized),
  .target(
    name: "SequenceTraining", dependencies: ["LinearAlgebra", "RecurrentNetworks", "TextEncoding"],
    resources: [.copy("Texts")], swiftSettings: optimized),
  .target(
    name: "TrainingBenchmark",
    dependencies: ["MatrixKernels", "LinearAlgebra", "RecurrentNetworks", "SequenceTraining"],
    swiftSettings: optimized),
  .target(name: "EarlierUnits", dependencies: ["LinearAlgebra"], swiftSettings: optimized),
  .target(name: "GradingEvents"),
  .target(
    name: "GradingSupport",
    dependencies: ["LinearAlgebra", "CourseSupport", "GradientChecking", "GradingEvents"]),
]

let commandTargets: [Target] = [
  .target(name: "CourseCatalog"),
  .target(name: "CoursePackaging", dependencies: ["CourseCatalog"]),
  .target(name: "ChildProcesses"),
  .target(name: "NotebookDisplay", dependencies: ["LinearAlgebra"]),
  .target(name: "NotebookWeaving", dependencies: ["ChildProcesses", "CourseCatalog"]),
  .target(name: "SecureHashing", swiftSettings: optimized),
  .target(name: "SwiftScanning"),
  .target(name: "ZipArchives", swiftSettings: optimized),
  .target(
    name: "GradingEngine",
    dependencies: ["ChildProcesses", "CourseCatalog", "GradingEvents", "SwiftScanning", "ZipArchives"]),
  .target(
    name: "JupyterKernel",
    dependencies: ["ChildProcesses", "GradingEngine", "SecureHashing", "SwiftScanning"],
    swiftSettings: optimized),
  .target(
    name: "GradingReports",
    dependencies: ["CourseCatalog", "GradingEngine", "GradingEvents", "NotebookDisplay"]),
  .target(
    name: "CourseAuthoring",
    dependencies: [
      "ChildProcesses", "CourseCatalog", "GradingEngine", "GradingEvents", "NotebookWeaving", "SwiftScanning",
    ]),
  .target(
    name: "ClassGrading",
    dependencies: [
      "CourseCatalog", "CoursePackaging", "GradingEngine", "GradingEvents", "GradingReports", "SecureHashing",
      "ZipArchives",
    ],
    swiftSettings: optimized),
  .executableTarget(
    name: "course",
    dependencies: [
      "ChildProcesses",
      "ClassGrading",
      "CourseAuthoring",
      "CourseCatalog",
      "CoursePackaging",
      "GradingEngine",
      "GradingEvents",
      "GradingReports",
      "JupyterKernel",
      "LinearAlgebra",
      "MatrixKernels",
      "NotebookDisplay",
      "NotebookWeaving",
      "RecurrentNetworks",
      "SequenceTraining",
      "SwiftScanning",
      "TextEncoding",
      "TrainingBenchmark",
    ],
    // Cells of notebooks are loaded into the command and use the library that is in it.
    linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"], .when(platforms: [.linux]))]),
]

let testTargets: [Target] = [
  .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "MatrixKernels"]),
  .testTarget(name: "GradientCheckingTests", dependencies: ["GradientChecking", "LinearAlgebra"]),
  .testTarget(name: "TextEncodingTests", dependencies: ["TextEncoding"]),
  .testTarget(
    name: "RecurrentNetworksTests",
    dependencies: ["RecurrentNetworks", "GradientChecking", "LinearAlgebra"]),
  .testTarget(
    name: "SequenceTrainingTests",
    dependencies: ["SequenceTraining", "RecurrentNetworks", "TextEncoding", "LinearAlgebra"]),
  .testTarget(
    name: "TrainingBenchmarkTests",
    dependencies: ["TrainingBenchmark", "SequenceTraining", "RecurrentNetworks", "LinearAlgebra"]),
  .testTarget(name: "NotebookDisplayTests", dependencies: ["NotebookDisplay", "LinearAlgebra"]),
  .testTarget(
    name: "NotebookWeavingTests", dependencies: ["NotebookWeaving", "ChildProcesses", "CourseCatalog"]),
  .testTarget(name: "JupyterKernelTests", dependencies: ["JupyterKernel", "SecureHashing", "course"]),
  .testTarget(name: "CoursePackagingTests", dependencies: ["CoursePackaging", "CourseCatalog"]),
  .testTarget(name: "ChildProcessesTests", dependencies: ["ChildProcesses"]),
  .testTarget(name: "CourseCatalogTests", dependencies: ["CourseCatalog"]),
  .testTarget(
    name: "EarlierUnitsTests",
    dependencies: ["EarlierUnits", "LinearAlgebra", "RecurrentNetworks", "SequenceTraining"]),
  .testTarget(name: "SwiftScanningTests", dependencies: ["SwiftScanning"]),
  .testTarget(name: "ZipArchivesTests", dependencies: ["ZipArchives"]),
  .testTarget(
    name: "CourseAuthoringTests", dependencies: ["CourseAuthoring", "CourseCatalog", "SwiftScanning"]),
  .testTarget(name: "GradingSupportTests", dependencies: ["GradingSupport", "LinearAlgebra"]),
  .testTarget(
    name: "GradingEngineTests",
    dependencies: ["GradingEngine", "GradingEvents", "ChildProcesses", "CourseCatalog"]),
  .testTarget(
    name: "GradingReportsTests",
    dependencies: ["GradingReports", "GradingEngine", "GradingEvents", "CourseCatalog"]),
  .testTarget(
    name: "ClassGradingTests",
    dependencies: [
      "ClassGrading", "GradingEngine", "GradingEvents", "CourseCatalog", "SecureHashing", "ZipArchives",
    ]),
  .testTarget(
    name: "CourseCommandTests",
    dependencies: [
      "course", "CourseCatalog", "GradingEngine", "GradingEvents", "GradingReports", "TrainingBenchmark",
    ]),
]

/// `03-RNN` → `03RNN`, the end of the unit's module names.
func moduleSuffix(_ folder: String) -> String { folder.filter { $0 != "-" } }

func gradedTargets(_ folder: String, _ furtherModules: [String]) -> [Target] {
  let exercise = "Exercise" + moduleSuffix(folder)
  return [
    .target(
      name: exercise,
      dependencies: (["LinearAlgebra", "CourseSupport"] + furtherModules).map { .byName(name: $0) },
      path: "\(subject)/\(folder)",
      exclude: subject == "Solutions" ? ["mistakes.json", "Alternatives"] : ["README.md"]),
    .testTarget(
      name: "Suite" + moduleSuffix(folder),
      dependencies: [
        .target(name: exercise), "GradingSupport", "LinearAlgebra", "CourseSupport", "GradientChecking",
        "TextEncoding", "RecurrentNetworks", "SequenceTraining", "EarlierUnits",
      ],
      path: "Tests/Grading/\(folder)", exclude: ["Stubs"]),
  ]
}

func chapterTarget(_ folder: String) -> Target {
  .executableTarget(
    name: "Chapter" + moduleSuffix(folder),
    dependencies: [
      "LinearAlgebra", "GradientChecking", "TextEncoding", "RecurrentNetworks", "SequenceTraining",
      "NotebookDisplay",
    ],
    path: "Chapters/\(folder)", exclude: ["\(folder).ipynb", "\(folder).md", "plots"],
    swiftSettings: [.swiftLanguageMode(.v5)])
}

let graded = unitTable.filter { onlyUnit == nil || $0.key.hasPrefix(onlyUnit! + "-") }

let package = Package(
  name: "recurrent-networks-course",
  platforms: [.macOS(.v13)],
  dependencies: [],
  targets: libraryTargets + graded.flatMap { gradedTargets($0.key, $0.value) }
    + (onlyUnit == nil || onlyUnit == "command" ? commandTargets : [])
    + (onlyUnit == nil ? testTargets + unitTable.map { chapterTarget($0.key) } : []),
  swiftLanguageModes: [.v6])
