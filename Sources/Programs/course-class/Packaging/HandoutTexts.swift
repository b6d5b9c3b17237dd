import CourseCatalog

/// The texts of a copy of the course.
enum HandoutTexts {
  /// The files that git must ignore in a copy.
  static let ignored = """
    .build/
    .course/
    .swiftpm/
    .DS_Store
    *.xcodeproj

    """

  /// The student's README.
  static func student(_ units: [CourseUnit]) -> String {
    """
    # Recurrent neural networks, written in Swift

    \(opening)

    You need Swift 6 and nothing else.

    ## Start

    ```
    swift run course
    ```

    builds the course, which takes a minute or two the first time, and shows where you are and what comes next.

    | what you want | how |
    |---|---|
    | read a chapter | `swift run course read \(first(units))`, or open its page or notebook in `Chapters` |
    | see what an exercise requires | its `README.md` in `Exercises` |
    | have it graded, as often as you like | `swift run course grade \(first(units))` |
    | grade it whenever you save | `swift run course watch \(first(units))` |
    | get a hint, each time a more direct one | `swift run course hint \(first(units)).1` |
    | reset it to the stubs, and keep your code | `swift run course reset \(first(units))` |
    | see everything the command can do | `swift run course help` |

    `swift test` runs the same checks with XCTest; it skips tasks you have not begun.

    ## Units

    \(table(units))

    ## Submitting

    Submit your folder `Exercises`, or a zip archive of it:

    ```
    zip -r exercises.zip Exercises
    ```

    Only the files that an exercise names are graded; additional files do no harm. Your instructor runs the same
    checks, perhaps with other random numbers.

    This copy has no solutions. The library under `Sources` implements everything the exercises require, because the
    checks compare with it. An exercise cannot import it, and copying from it teaches nothing.

    """
  }

  private static let opening = """
    A course to read, run and write. Each unit has a **chapter** that explains one idea with equations, code and
    plots, an **exercise** with stubs to fill in, and **checks** that grade it and show what is wrong in numbers.
    """

  /// The units, one row each.
  static func table(_ units: [CourseUnit]) -> String {
    let rows = units.map { unit in
      "| \(unit.number) | [\(unit.title)](Chapters/\(unit.folder)/\(unit.folder).md) "
        + "| [\(unit.tasks.count) tasks](Exercises/\(unit.folder)/README.md) |"
    }
    return (["| unit | chapter | exercise |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  static func first(_ units: [CourseUnit]) -> String { units.first?.number ?? "01" }
}
