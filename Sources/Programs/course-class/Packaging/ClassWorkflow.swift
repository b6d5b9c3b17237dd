import CommandSupport

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
    # Actions stand by the hashes of their commits, since a tag can be moved; the version is in the remark.
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
          - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8  # v5.0.0
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
          - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02  # v4.6.2
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
          - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8  # v5.0.0
            with:
              persist-credentials: false
          - name: Install the sandbox
            run: |
              sudo apt-get update -q
              sudo apt-get install -y -q bubblewrap
              sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
          - id: toolchain
            name: Ask for the compiler's version
            run: echo "name=$(swift --version 2>&1 | sha256sum | cut -c 1-16)" >> "$GITHUB_OUTPUT"
          # A checkout gives every source a new date, so that a restored build would be built anew: it is taken as it is.
          - id: built
            uses: actions/cache/restore@0400d5f644dc74513175e3cd8d07132dd4860809  # v4.2.4
            with:
              path: .build
              key: course-${{ runner.arch }}-${{ steps.toolchain.outputs.name }}-${{ hashFiles('Package.swift', 'Sources/**') }}
          - if: steps.built.outputs.cache-hit != 'true'
            name: Build the course
            run: swift build -c release --product course
          # Before any student code has run here, so that none can leave something in it.
          - if: steps.built.outputs.cache-hit != 'true'
            uses: actions/cache/save@0400d5f644dc74513175e3cd8d07132dd4860809  # v4.2.4
            with:
              path: .build
              key: ${{ steps.built.outputs.cache-primary-key }}
          - uses: actions/download-artifact@634f93cb2916e3fdff6788551b99b062d0335ce0  # v5.0.0
            with:
              name: handed-in
          - name: Grade
            env:
              UNITS: ${{ vars.UNITS }}
            run: .github/grading/grade before handed-in graded
          - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02  # v4.6.2
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
          contents: write  # for the branch grades
        steps:
          # The job uploads nothing, so the token that it keeps for its push stays in it.
          - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8  # v5.0.0
            with:
              persist-credentials: true
          - uses: actions/download-artifact@634f93cb2916e3fdff6788551b99b062d0335ce0  # v5.0.0
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
