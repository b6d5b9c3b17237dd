extension NewUnitTexts {
  private var number: String { unit.number }
  private var name: String { unit.name }

  var catalogue: String {
    let hints = unit.tasks[0].hints.map { "          \"\($0)\"," }.joined(separator: "\n")
    return """
      extension CourseUnit {
        /// Unit \(number).
        static let \(name.prefix(1).lowercased() + name.dropFirst()) = CourseUnit(
          number: "\(number)", name: "\(name)", title: "\(unit.title)",
          summary: "\(unit.summary)",
          files: ["\(name).swift"],
          tasks: [
            CourseTask(
              id: "\(number).1", name: "\(unit.tasks[0].name)", files: ["\(name).swift"], points: 100,
              hints: [
      \(hints)
              ])
          ])
      }

      """
  }

  var syllabus: String {
    """
    extension Syllabus {
      /// Unit \(number).
      static let \(name.prefix(1).lowercased() + name.dropFirst()) = [
        SyllabusRow(
          "\(number)", "The first thing", symbols: ["LinearAlgebra.Matrix"], section: "The first thing",
          tasks: ["1"])
      ]
    }

    """
  }

  var chapter: String {
    """
    // %% [markdown]
    // # \(Int(number) ?? 0). \(unit.title)
    //
    // What the reader will understand and be able to do after this chapter.

    // %%
    import LinearAlgebra
    import NotebookDisplay

    // %% [markdown]
    // ## The first thing
    //
    // The motive, the equation with every symbol and shape, the code that computes it, and what it shows:
    //
    // $$
    // Y = X + X
    // $$

    // %%
    let x: Matrix<Double> = [[1, 2, 3]]
    show(x + x)

    // %% [markdown]
    // ## Try it
    //
    // [Exercises/\(unit.folder)](../../Exercises/\(unit.folder)/README.md): `swift run course grade \(number)`.

    """
  }

  var solution: String {
    """
    import LinearAlgebra

    /// Task 1. Twice a matrix: Y = X + X.
    ///
    /// - Parameter x: X, [B, I].
    /// - Returns: Y, [B, I].
    public func doubled(_ x: Matrix<Double>) throws -> Matrix<Double> {
      x + x
    }

    """
  }

  var mistakes: String {
    """
    [
      {
        "id": "added-once",
        "file": "\(name).swift",
        "original": "x + x",
        "mistaken": "x",
        "says": "nothing was added"
      }
    ]

    """
  }

  var suite: String {
    """
    import \(unit.exerciseModule)
    import GradingSupport
    import LinearAlgebra

    /// Task 1. B = 2, I = 3.
    final class \(name)Tests: GradedTestCase {
      func testTask1_twiceAMatrixMatchesTheEquation() throws {
        try grade {
          var generator = makeGenerator()
          let x = Matrix<Double>.uniform(rows: 2, columns: 3, in: -1...1, using: &generator)
          try assertClose(
            doubled(x), 2 * x, "doubled(_:)",
            suspects: [Suspect("nothing was added", at: "the sum in doubled(_:)", x)])
        }
      }
    }

    """
  }

  var readme: String {
    """
    # Exercise \(number): \(unit.title)

    The code to write, in two sentences, and how long it is.

    ## What you will be able to do

    - one line for each thing.

    ## The equation

    | symbol | in the code | shape | what it is |
    |---|---|---|---|
    | `X` | `x` | [B, I] | the input |

    ## Tasks

    | task | points | where | what |
    |---|---|---|---|
    | \(number).1 | 100 | `\(name).swift` | \(unit.tasks[0].name) |

    ## What is given

    `LinearAlgebra`: `a + b`, `matmul(a, b)` and so on.

    ## Not part of it

    The parts this exercise does not require.

    ## How to check

    ```
    swift run course grade \(number)
    ```

    """
  }
}
