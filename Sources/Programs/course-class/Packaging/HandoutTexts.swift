import CourseCatalog

/// What a copy of the course says about itself.
enum HandoutTexts {
  /// What git is to leave alone in a copy.
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
    | see what an exercise asks for | its `README.md` in `Exercises` |
    | have it graded, as often as you like | `swift run course grade \(first(units))` |
    | grade it whenever you save | `swift run course watch \(first(units))` |
    | get a hint, each time a more direct one | `swift run course hint \(first(units)).1` |
    | put the stubs back, and keep what you wrote | `swift run course reset \(first(units))` |
    | see everything that the command can do | `swift run course help` |

    `swift test` runs the same checks with XCTest; what you have not begun is skipped there.

    ## Units

    \(table(units))

    ## Handing in

    Hand in your folder `Exercises`, or a zip archive of it:

    ```
    zip -r exercises.zip Exercises
    ```

    Only the files that an exercise names are taken from it, so it does no harm that more is in there. Your
    instructor runs the same checks, perhaps with other random numbers.

    There are no solutions in this copy. The library under `Sources` can do all that the exercises ask for, since the
    checks compare with it; an exercise cannot import it, and copying from it teaches nothing.

    """
  }

  private static let opening = """
    A course that you read, run and write. Each unit has a **chapter** that explains one idea with equations, code and
    plots, an **exercise** with stubs to fill in, and **checks** that grade it and say what is wrong in numbers.
    """

  /// The units, a row each.
  static func table(_ units: [CourseUnit]) -> String {
    let rows = units.map { unit in
      "| \(unit.number) | [\(unit.title)](Chapters/\(unit.folder)/\(unit.folder).md) "
        + "| [\(unit.tasks.count) tasks](Exercises/\(unit.folder)/README.md) |"
    }
    return (["| unit | chapter | exercise |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  static func first(_ units: [CourseUnit]) -> String { units.first?.number ?? "01" }
}
