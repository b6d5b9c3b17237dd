import CommandSupport
import CourseCatalog
import Formats
import Foundation

/// `course class` with `--slurm` or `--kubernetes`: the script or manifest for a queue of several machines.
struct ClusterCommand {
  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  /// The script or manifest; `nil` if none is requested.
  func script() throws -> String? {
    let slurm = try arguments.integer(.slurm, in: 1...10_000)
    let kubernetes = try arguments.integer(.kubernetes, in: 1...10_000)
    guard slurm != nil || kubernetes != nil else {
      for name in [Option.Name.image, .claim] where arguments.isGiven(name) {
        throw Complaint("\(name.dashed) goes with --kubernetes N")
      }
      return nil
    }
    guard slurm == nil || kubernetes == nil else {
      throw Complaint("--slurm and --kubernetes are two different queues: choose one")
    }
    for name in [Option.Name.shard, .resume, .json] where arguments.isGiven(name) {
      throw Complaint("\(name.dashed) belongs to one part, but the script is for all parts")
    }
    if let slurm { return try slurmPlan(slurm).slurmScript }
    return try kubernetesPlan(kubernetes ?? 1).kubernetesManifest(
      image: arguments.string(.image) ?? "", claim: arguments.string(.claim) ?? "")
  }

  /// Every machine of a Slurm cluster sees the same folders, so the paths are those of this machine.
  private func slurmPlan(_ parts: Int) throws -> ClusterPlan {
    let roster = try ClassRoster(arguments.positional(.dir) ?? "")
    let out = arguments.string(.out) ?? "\(roster.folder.lastPathComponent)-graded"
    return try plan(
      parts, command: shellQuoted(executable), course: try CourseLayout.current().root.path,
      submissions: roster.folder.path, out: URL(fileURLWithPath: out).standardizedFileURL.path)
  }

  /// A pod has its own paths, which cannot be checked from here.
  private func kubernetesPlan(_ parts: Int) throws -> ClusterPlan {
    let submissions = arguments.positional(.dir) ?? ""
    guard submissions.hasPrefix("/"), let out = arguments.string(.out), out.hasPrefix("/") else {
      throw Complaint("--kubernetes needs DIR and --out as paths in the pod, such as /class/submissions")
    }
    return try plan(
      parts, command: ".build/release/course", course: "/course", submissions: submissions, out: out)
  }

  private func plan(
    _ parts: Int, command: String, course: String, submissions: String, out: String
  ) throws -> ClusterPlan {
    for path in [course, submissions, out] where path.contains(where: \.isNewline) {
      throw Complaint("a path with a line break in it cannot be used in a script: \(path)")
    }
    return ClusterPlan(
      command: command, course: course, submissions: submissions, units: try arguments.units().map(\.number),
      out: out, seed: arguments.string(.seed), jobs: try arguments.integer(.jobs, in: 1...256) ?? 2,
      parts: parts)
  }

  /// The program that is running: on a cluster, it must not be rebuilt by every machine.
  private var executable: String {
    let path = CommandLine.arguments.first ?? "course"
    guard path.contains("/") else { return path }
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
