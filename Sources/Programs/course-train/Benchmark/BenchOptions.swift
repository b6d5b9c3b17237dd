import CommandSupport
import CourseCatalog
import Formats
import Foundation
import LinearAlgebra
import SequenceTraining

/// The user's options for a benchmark, all read before anything is measured.
struct BenchOptions {
  let workloads: [NamedWorkload]
  let cell: CellKind
  let layerCount: Int
  let threads: Int?
  /// The instruction sets to measure, one after another.
  let instructionSets: [KernelLevel]
  /// Whether the peers are held to the same: where the user names a set, and not where each takes what it finds.
  let holdsPeers: Bool
  let rounds: Int
  let seconds: Double
  let showsGrowth: Bool
  let printsJSON: Bool
  /// The folder for plots.
  let plots: URL?
  /// The interpreter for the peers and the folder of their scripts; `nil` if no peers are requested.
  let peers: Peers?

  struct Peers {
    let python: String
    let scripts: URL
  }

  /// - Throws: `Complaint` naming the first invalid option.
  init(_ arguments: Arguments) throws {
    let size = try arguments.choice(.workload, of: WorkloadSize.self)
    let cell = try arguments.choice(.cell, of: CellKind.self)
    let layerCount = try arguments.integer(.layers, in: 1...2)
    workloads = NamedWorkload.all.filter { named in
      (size ?? named.size) == named.size && (cell ?? named.workload.cell) == named.workload.cell
        && (layerCount ?? named.workload.layerCount) == named.workload.layerCount
    }
    self.cell = cell ?? .usual
    self.layerCount = layerCount ?? 1
    threads = try arguments.integer(.threads, in: 1...1024)
    instructionSets = try Self.instructionSets(arguments)
    holdsPeers = arguments.isGiven(.kernels)
    rounds = try arguments.integer(.rounds, in: 1...1000) ?? 5
    seconds = try arguments.double(.seconds, in: 0...600) ?? 0.3
    showsGrowth = arguments.flag(.growth)
    printsJSON = arguments.flag(.json)
    plots = arguments.string(.plots).map { URL(fileURLWithPath: $0, isDirectory: true) }
    peers = arguments.flag(.peers) ? try Self.peers(arguments) : nil
    try Self.checkAgreement(arguments)
  }

  /// What `--kernels` may say.
  private enum Kernels: String, CaseIterable {
    case portable, avx2, avx512, all
  }

  private static func instructionSets(_ arguments: Arguments) throws -> [KernelLevel] {
    guard let choice = try arguments.choice(.kernels, of: Kernels.self) else { return [.current] }
    let available = KernelLevel.available
    guard let set = KernelLevel(rawValue: choice.rawValue) else { return available }
    guard available.contains(set) else {
      let names = available.map(\.rawValue).joined(separator: " and ")
      throw Complaint("--kernels \(set.rawValue): this processor does not have it; it has \(names)")
    }
    return [set]
  }

  private static func checkAgreement(_ arguments: Arguments) throws {
    let growth = arguments.flag(.growth)
    if growth, arguments.isGiven(.workload) {
      throw Complaint("--growth changes the sizes itself; omit --workload or omit --growth")
    }
    if growth, arguments.flag(.peers) {
      throw Complaint("--growth measures only the course; omit --peers or omit --growth")
    }
    if growth, arguments.string(.kernels)?.lowercased() == Kernels.all.rawValue {
      throw Complaint("--growth measures one instruction set; give --kernels one name, or leave it out")
    }
    if !growth, arguments.isGiven(.plots) {
      throw Complaint("--plots needs --growth: course bench --growth --plots FOLDER")
    }
    if !arguments.flag(.peers), arguments.isGiven(.python) {
      throw Complaint("--python is for --peers: course bench --peers --python PATH")
    }
  }

  private static func peers(_ arguments: Arguments) throws -> Peers {
    let name = arguments.string(.python) ?? "python3"
    guard let python = executable(name) else {
      throw Complaint("--python \(name): program not found; name an interpreter with torch and jax")
    }
    return Peers(
      python: python, scripts: try CourseLayout.current().root.appendingPathComponent("Tests/Peers"))
  }

  /// The program's path: unchanged if it has a slash, otherwise from the shell's search path.
  private static func executable(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    return candidates.first { path in
      FileManager.default.isExecutableFile(atPath: path) && !URL(fileURLWithPath: path).isFolder
    }
  }
}
