import CommandSupport
import Formats
import Foundation
import NotebookDisplay

/// One call of `course bench --growth`.
struct GrowthRun {
  private let options: BenchOptions
  private let study: GrowthStudy
  private let cores = ProcessInfo.processInfo.activeProcessorCount
  private let progress = ProgressLine()
  private let interruption = Interruption()

  /// - Throws: `Complaint` if the folder for plots cannot be created, or another file has the name of a plot.
  init(_ options: BenchOptions) throws {
    self.options = options
    study = GrowthStudy(cell: options.cell, layerCount: options.layerCount)
    if let folder = options.plots {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw Complaint("--plots \(folder.relativePath): the folder cannot be created; name another one")
      }
      try Self.checkThatNothingIsLost(in: folder)
    }
  }

  /// Detects before the work that a plot would replace a file that is not a plot.
  ///
  /// - Throws: `Complaint` naming the file that is in the way.
  static func checkThatNothingIsLost(in folder: URL) throws {
    for file in GrowthStudy.Axis.allCases.map({ plot(of: $0, in: folder) })
    where FileManager.default.fileExists(atPath: file.path) {
      let start = try? FileHandle(forReadingFrom: file).read(upToCount: 5)
      guard start == Data("<svg ".utf8) else {
        throw Complaint(
          "--plots \(folder.relativePath): \(file.lastPathComponent) in it is not a plot and will not be overwritten; "
            + "move it or name another folder")
      }
    }
  }

  private static func plot(of axis: GrowthStudy.Axis, in folder: URL) -> URL {
    folder.appendingPathComponent("growth-\(axis.rawValue).svg")
  }

  /// Measures every axis and prints its table and its plot.
  func go() throws -> ExitStatus {
    let set = options.instructionSets[0]
    _ = set.use()
    let course = try ContestantProcess(BenchWorker.command, environment: set.environment)
    var curves: [GrowthCurve] = []
    do {
      for axis in GrowthStudy.Axis.allCases {
        let points = try study.run(
          axis, cores: cores, rounds: options.rounds, seconds: options.seconds, threads: options.threads,
          on: course
        ) { value in
          if interruption.isRequested { throw BenchRun.Stopped() }
          progress.show("\(axis.title) \(value)")
        }
        let curve = GrowthCurve(axis: axis, base: study.base, points: points)
        curves.append(curve)
        progress.clear()
        try show(curve)
      }
    } catch is BenchRun.Stopped {
      progress.clear()
      return .interrupted
    }
    if options.printsJSON { try printJSON(curves) }
    return .done
  }

  private func show(_ curve: GrowthCurve) throws {
    if !options.printsJSON { print(curve.text(.standard)) }
    guard let folder = options.plots, let svg = curve.chart.mimeBundle(caption: curve.caption).svg else {
      return
    }
    let file = Self.plot(of: curve.axis, in: folder)
    do {
      try Data(svg.utf8).write(to: file, options: .atomic)
    } catch {
      throw Complaint("\(file.relativePath): the plot cannot be written there; name another --plots")
    }
    if !options.printsJSON { print("The plot is in \(file.relativePath).\n") }
  }

  private func printJSON(_ curves: [GrowthCurve]) throws {
    print(try jsonText(["growth": curves]))
  }
}
