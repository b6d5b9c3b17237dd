import CourseCatalog
import Formats
import GradingEngine

/// A platform whose gradebook imports scores from a table.
enum LearningPlatform: String, CaseIterable, Sendable {
  /// Canvas: who it is, the section, one column per assignment, and a row of the possible points.
  case canvas
  /// Moodle: the columns of its worksheet for grading offline, which its gradebook's import reads as well.
  case moodle
}

extension Gradebook {
  /// The header of a platform's table.
  func header(for platform: LearningPlatform) -> String {
    switch platform {
    case .canvas:
      let names = CSVRow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section"] + units.map(column))
      let most = CSVRow(["    Points Possible", "", "", "", ""] + units.map { points(Double($0.maxScore)) })
      return names.text + most.text
    case .moodle:
      let each = units.count > 1 ? units.map(column) : []
      return CSVRow(["Identifier", "Full name", "Username", "Grade", "Maximum grade"] + each).text
    }
  }

  /// The row of a submission that was graded.
  func row(_ record: SubmissionRecord, for platform: LearningPlatform) -> CSVRow {
    let name = DownloadedName(record.submission)
    let scores = units.map { unit in
      record.report.units.first { $0.unit == unit.number }.map { points($0.score) } ?? ""
    }
    switch platform {
    case .canvas:
      let id = name.platform == .canvas ? name.number : ""
      return CSVRow([name.student, id, "", id.isEmpty ? name.student : "", ""] + scores)
    case .moodle:
      let id = name.platform == .moodle ? "Participant \(name.number)" : ""
      let most = points(Double(units.reduce(0) { $0 + $1.maxScore }))
      return CSVRow(
        [id, name.student, id.isEmpty ? name.student : "", points(record.report.score), most]
          + (units.count > 1 ? scores : []))
    }
  }

  private func column(_ unit: CourseUnit) -> String { "\(unit.number) \(unit.title)" }
}

/// The name a platform gives a submission in a bulk download: its number lets the platform recognize the
/// student. Any other name is treated as the student's login name.
struct DownloadedName: Equatable {
  /// The platform it was downloaded from; `nil` for a name chosen by an instructor.
  let platform: LearningPlatform?
  /// The student's name.
  let student: String
  /// The platform's number for the student; empty if there is none.
  let number: String

  /// Reads `smithann_late_1234_56789_homework`, as Canvas writes it, or `Ann Smith_1234_assignsubmission_file`, as Moodle
  /// does.
  init(_ name: String) {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    let isNumber = { (text: String) in !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } }
    if let place = parts.firstIndex(of: "assignsubmission"), place >= 2, isNumber(parts[place - 1]) {
      self.init(.moodle, parts[..<(place - 1)].joined(separator: "_"), parts[place - 1])
      return
    }
    let rest = parts.dropFirst(parts.count > 1 && parts[1].lowercased() == "late" ? 2 : 1)
    if rest.count >= 2, !parts[0].isEmpty, rest.prefix(2).allSatisfy(isNumber) {
      self.init(.canvas, parts[0], rest.first ?? "")
    } else {
      self.init(nil, name, "")
    }
  }

  private init(_ platform: LearningPlatform?, _ student: String, _ number: String) {
    self.platform = platform
    self.student = student
    self.number = number
  }
}
