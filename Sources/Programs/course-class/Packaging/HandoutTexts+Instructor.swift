import CourseCatalog

extension HandoutTexts {
  /// The instructor's README.
  static func instructor(_ units: [CourseUnit]) -> String {
    """
    # Recurrent neural networks, written in Swift: the instructor's copy

    This copy has the solutions, and in `.course/seed` the seed the checks use for their random inputs. Keep it to
    yourself, in a private repository: students get the copy that `course handout DIR` makes.

    ## Grading a class

    Put the submissions into one folder: a folder or a zip archive for each student, with the student's name. Then

    ```
    swift run course class submissions \(first(units)) --out graded
    ```

    writes `gradebook.csv`, a page of feedback for each student in `reports`, and `analysis.html`, which shows how each
    task went. A later run grades only what changed and shows whose score moved. `course grade \(first(units))
    --submission FILE.zip` grades one submission. Both use the hidden seed unless you pass another with `--seed`.

    `canvas.csv` and `moodle.csv` hold the scores for import. Archives and folders downloaded from Canvas or Moodle
    are matched by the number in their names; any other name is treated as the student's login name. In Moodle,
    choose Grades, Import, CSV file, and map Username to username, or upload the file as an offline grading
    worksheet of the assignment. A submission that the grader failed on has no row in these files, so an import does
    not change its grade. A folder name that is not UTF-8 is shown with its invalid bytes as `%FC`.

    Student code runs in a sandbox if the machine has one (bubblewrap on Linux): `course doctor` shows which
    protections work.

    ## Grading every push, on GitHub

    `.github/workflows/grade.yml` grades what your students push. It runs in this repository, not in theirs, so they
    can neither change nor read the workflow or the seed.

    1. Push this copy to your own private repository.
    2. List the repositories of the students in `students.txt`, one per line: a name in lowercase and
       `owner/repository`. To grade only some units, set the repository variable `UNITS`, for example to `03 04`.
    3. Create a fine-grained token with permission to read the contents of those repositories, and store it as the
       secret `READ_STUDENTS`. For feedback in the student repositories, create a second token with permission to
       write their contents as well, which GitHub requires for comments on commits, and store it as `TELL_STUDENTS`.
    4. Start the workflow once by hand. From then on it checks every half hour for new pushes.

    | job | has | runs student code |
    |---|---|---|
    | collect | the token that reads | no |
    | grade | no secret; its own token can only read this repository | yes, in the sandbox, and only if that works |
    | tell | the token that writes | no |

    Gradebook, feedback and analysis are kept on the branch `grades` of this repository, so its history shows how
    scores moved. The workflow is not in the student's repository, because anyone who can push there can change it, or
    add another one that reports the same name. Rulesets that forbid this are not part of every plan.

    ## Units

    \(table(units))

    """
  }
}
