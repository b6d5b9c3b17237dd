/// What grades a class on GitHub, in the instructor's own repository: a workflow of three jobs, and their scripts.
///
/// Only the middle job runs student code, and it has no secret. The scripts do all the work, so that they can be tried
/// without GitHub.
enum ClassWorkflow {
  /// The files, by their paths in the instructor's copy.
  static let files = [
    Handout.File(".github/workflows/grade.yml", workflow),
    Handout.File(".github/grading/recall", recall, mode: 0o755),
    Handout.File(".github/grading/collect", collect, mode: 0o755),
    Handout.File(".github/grading/grade", grade, mode: 0o755),
    Handout.File(".github/grading/tell", tell, mode: 0o755),
    Handout.File(".github/grading/keep", keep, mode: 0o755),
    Handout.File("students.txt", students),
  ]

  private static let students = """
    # A line each: the student's name, as the gradebook is to show it, and the repository.
    # ann-smith  our-course/ann-smith-exercises

    """

  private static let workflow = #"""
    # Grades what students push. It runs in the instructor's repository: students can neither see nor change it.
    name: grade
    on:
      schedule:
        - cron: "7,37 * * * *"
      workflow_dispatch:
        inputs:
          everybody:
            description: Grade everybody, whether or not anything was pushed
            type: boolean
            default: false
    permissions: {}
    concurrency:
      group: grade

    jobs:
      collect:
        runs-on: ubuntu-24.04
        timeout-minutes: 20
        permissions:
          contents: read
        outputs:
          changed: ${{ steps.collect.outputs.changed }}
        steps:
          - uses: actions/checkout@v5
            with:
              persist-credentials: false
          - name: Fetch the grades so far
            env:
              GH_TOKEN: ${{ github.token }}
              REPOSITORY: ${{ github.repository }}
            run: .github/grading/recall "$REPOSITORY" before
          - id: collect
            name: Fetch what was pushed
            env:
              GH_TOKEN: ${{ secrets.READ_STUDENTS }}
              EVERYBODY: ${{ inputs.everybody || false }}
            run: .github/grading/collect students.txt before handed-in
          - uses: actions/upload-artifact@v4
            if: steps.collect.outputs.changed == 'true'
            with:
              name: handed-in
              path: |
                before
                handed-in
              include-hidden-files: true
              retention-days: 7

      grade:
        needs: collect
        if: needs.collect.outputs.changed == 'true'
        runs-on: ubuntu-24.04
        timeout-minutes: 180
        permissions:
          contents: read
        steps:
          - uses: actions/checkout@v5
            with:
              persist-credentials: false
          - name: Install the sandbox
            run: |
              sudo apt-get update -q
              sudo apt-get install -y -q bubblewrap
              sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
          - id: built
            uses: actions/cache/restore@v4
            with:
              path: .build
              key: course-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('Package.swift', 'Sources/**', 'Tests/**') }}
          - name: Build the course
            run: swift build -c release --product course
          # Before any student code has run here, so that none can leave something in it.
          - if: steps.built.outputs.cache-hit != 'true'
            uses: actions/cache/save@v4
            with:
              path: .build
              key: ${{ steps.built.outputs.cache-primary-key }}
          - uses: actions/download-artifact@v5
            with:
              name: handed-in
          - name: Grade
            env:
              UNITS: ${{ vars.UNITS }}
            run: .github/grading/grade before handed-in graded
          - uses: actions/upload-artifact@v4
            with:
              name: graded
              path: graded
              include-hidden-files: true
              retention-days: 7

      tell:
        needs: grade
        runs-on: ubuntu-24.04
        timeout-minutes: 20
        permissions:
          contents: write
        steps:
          - uses: actions/checkout@v5
          - uses: actions/download-artifact@v5
            with:
              name: graded
              path: graded
          - name: Keep the grades on their branch
            run: .github/grading/keep graded
          - name: Tell the students
            env:
              GH_TOKEN: ${{ secrets.TELL_STUDENTS }}
            run: |
              if [ -n "$GH_TOKEN" ]; then .github/grading/tell graded; fi

    """#
}
