import CommandSupport
import CourseCatalog
import Foundation

extension Action {
  /// `course stubs [UNIT]`.
  static let stubs = Action(.stubs) { arguments in
    let layout = try CourseLayout.current()
    let units = try arguments.unit().map { [$0] } ?? Course.units
    let isCheck = arguments.flag(.check)
    let counts = try units.map { unit in
      let files = StubFiles(unit, in: layout)
      let names = isCheck ? try files.stale() : try files.write()
      for name in names { print(isCheck ? "\(name) does not match the solution" : "wrote \(name)") }
      return names.count
    }
    if counts.allSatisfy({ $0 == 0 }) {
      print("the stubs of \(units.map(\.number).joined(separator: ", ")) are up to date with the solutions")
      return .done
    }
    if isCheck { print("update them: \(Invocation.current) stubs") }
    return isCheck ? .checksFailed : .done
  }
}
