import CommandSupport
import CourseCatalog
import Formats

extension GradescopeBundle {
  /// Runs once, as root, when Gradescope makes the image: installs what Swift needs and builds the graders.
  var setupScript: String {
    """
    #!/bin/bash
    # Prepares the machine: Swift, the sandbox, the course's command and the checks of unit \(unit.number).
    set -eu
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    apt-get install -y -q --no-install-recommends binutils bubblewrap ca-certificates curl g++ gcc git \\
      libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-0 libxml2 tzdata zlib1g-dev

    if [ ! -x /opt/swift/usr/bin/swift ]; then
      . /etc/os-release
      release=$ID$VERSION_ID
      folder=$(echo "$release" | tr -d .)
      mkdir -p /opt/swift
      curl -fsSL "https://download.swift.org/swift-\(Self.swift)-release/$folder/swift-\(Self.swift)-RELEASE/swift-\(Self.swift)-RELEASE-$release.tar.gz" |
        tar -xz -C /opt/swift --strip-components=1
    fi
    export PATH=/opt/swift/usr/bin:$PATH

    cd /autograder/source/course
    COURSE_ONLY=command swift build -c release --product course
    # The first grading builds the library and the checks; the stubs get no points, which is as it should be.
    .build/release/course grade \(unit.number) --submission Exercises || [ $? -eq 1 ]
    # A submission has no business reading the checks.
    chmod 700 /autograder/source

    """
  }

  /// Runs for each submission, as root: it grades what was handed in and leaves Gradescope's results.
  var gradingScript: String {
    let seedWords = seed.map { " --seed=\(shellQuoted($0))" } ?? ""
    return """
      #!/bin/bash
      # Grades what lies in /autograder/submission: the files of the exercise, or a folder with them.
      set -u
      export PATH=/opt/swift/usr/bin:$PATH
      results=/autograder/results/results.json
      mkdir -p /autograder/results
      rm -f "$results"
      cd /autograder/source/course || exit 3
      .build/release/course grade \(unit.number) --submission /autograder/submission\(seedWords) \\
        --format gradescope --output "$results"
      code=$?
      if [ $code -eq 2 ]; then
        cat > "$results" <<'JSON'
      {"score": 0, "output": "Nothing of the exercise was found. Hand in \(unit.files.joined(separator: ", ")), or a folder \(unit.folder) with them.", "output_format": "text"}
      JSON
        exit 0
      fi
      # Where the grader itself failed there are no results, and so no score: Gradescope then tells the instructor.
      [ -s "$results" ] && [ $code -le 1 ]

      """
  }

  /// The release of Swift that is installed where there is none.
  private static let swift = "6.3.1"
}
