import CourseCatalog

extension HandoutTexts {
  /// The instructor's README.
  static func instructor(_ units: [CourseUnit]) -> String {
    """
    # Recurrent neural networks, written in Swift: the instructor's copy

    This copy has the solutions, and in `.course/seed` the seed from which the checks draw their random inputs. Keep
    it to yourself, and in a private repository: students get the copy that `course handout DIR` makes.

    ## Grading a class

    Put what students handed in into one folder: for each a folder or a zip archive, with the student's name. Then

    ```
    swift run course class submissions \(first(units)) --out graded
    ```

    leaves `gradebook.csv`, a page of feedback for each student in `reports`, and `analysis.html`, which shows how each
    task went. A later run grades only what changed and says whose score moved. `course grade \(first(units))
    --submission FILE.zip` grades one submission. Both take the hidden seed unless you give another by `--seed`.

    `canvas.csv` and `moodle.csv` hold the scores for import. Archives and folders that you downloaded from Canvas or
    Moodle are matched by the number in their names; any other name is taken as the name a student logs in with. In
    Moodle, choose Grades, Import, CSV file, and map Username to username, or upload the file as an offline grading
    worksheet of the assignment. A submission that the grader failed on has no row in them, so an import does not
    change its grade. A folder name that is not UTF-8 is shown with its odd bytes as `%FC`.

    Student code runs in a sandbox where the machine has one (bubblewrap on Linux): `course doctor` says which
    protections hold.

    ## Grading every push, on GitHub

    `.github/workflows/grade.yml` grades what your students push. It runs in this repository, not in theirs, so that
    they can neither change it nor read it, nor the seed.

    1. Push this copy to a private repository of yours.
    2. Write the students' repositories into `students.txt`, a line each: a name in small letters and
       `owner/repository`. To grade some units only, set the repository's variable `UNITS`, as `03 04`.
    3. Make a fine-grained token that may read the contents of those repositories, and store it as the secret
       `READ_STUDENTS`. For feedback in the students' repositories make a second one that may also write their
       contents, which is what commenting on a commit takes, and store it as `TELL_STUDENTS`.
    4. Start the workflow once by hand. From then on it looks every half hour who has pushed.

    | job | has | runs student code |
    |---|---|---|
    | collect | the token that reads | no |
    | grade | no secret; its own token may only read this repository | yes, in the sandbox, and only if that works |
    | tell | the token that writes | no |

    Gradebook, feedback and analysis are kept on the branch `grades` of this repository, so its history shows how
    scores moved. Why not a workflow in the student's repository: whoever can push there can change it, or make another
    that reports the same name, and rulesets that forbid it are not part of every plan.

    ## Units

    \(table(units))

    """
  }
}
