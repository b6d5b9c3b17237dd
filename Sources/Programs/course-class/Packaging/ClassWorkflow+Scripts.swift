import CommandSupport

extension ClassWorkflow {
  /// Fetches the grades so far.
  static let recall = #"""
    #!/bin/bash
    # recall REPOSITORY BEFORE: unpacks the branch grades of REPOSITORY into BEFORE, which stays empty the first time.
    # Needs gh and GH_TOKEN, which may read that repository.
    set -u
    repository=$1 before=$2
    mkdir -p "$before"
    archive=$(mktemp)
    if gh api "repos/$repository/tarball/grades" > "$archive"; then
      tar -xzf "$archive" -C "$before" --strip-components=1
    else
      echo "no grades so far"
    fi

    """#

  /// Fetches what every student has pushed, if anybody has pushed since the grades so far.
  static let collect = #"""
    #!/bin/bash
    # collect STUDENTS BEFORE OUT: writes the newest commit of each student's repository as OUT/submissions/NAME.zip,
    # and all commits to OUT/commits.txt. Says changed=true where they are not those of BEFORE/commits.txt.
    # Needs gh and GH_TOKEN, which may read the repositories. Runs no student code: archives are not even opened.
    set -u
    students=$1 before=$2 out=$3
    mkdir -p "$out/submissions"
    : > "$out/commits.txt"
    name_form='^[a-z0-9][a-z0-9._-]{0,50}$'
    repository_form='^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+$'
    commit_form='^[0-9a-f]{40,64}$'

    while read -r name repository more || [ -n "${name:-}" ]; do
      case "${name:-}" in '' | '#'*) continue ;; esac
      if [[ ! $name =~ $name_form || ! ${repository:-} =~ $repository_form || -n ${more:-} ]]; then
        echo "::error::$students: '$name ${repository:-} ${more:-}' is not a name in small letters and owner/repository"
        exit 2
      fi
      commit=$(gh api -H 'Accept: application/vnd.github.sha' "repos/$repository/commits/HEAD" < /dev/null)
      if [[ ! $commit =~ $commit_form ]]; then
        echo "::warning::$name: $repository cannot be read, or nothing was pushed to it"
        continue
      fi
      echo "$name $repository $commit" >> "$out/commits.txt"
    done < "$students"

    changed=false
    if [ "${EVERYBODY:-false}" = true ] || ! cmp -s "$out/commits.txt" "$before/commits.txt"; then
      changed=true
      while read -r name repository commit; do
        gh api "repos/$repository/zipball/$commit" > "$out/submissions/$name.zip" < /dev/null ||
          { echo "::error::$name: $repository at $commit could not be fetched"; exit 1; }
      done < "$out/commits.txt"
    fi
    [ -s "$out/commits.txt" ] || changed=false
    echo "changed=$changed" | tee -a "${GITHUB_OUTPUT:-/dev/null}"

    """#

  /// Grades all that was fetched; what did not change keeps its grade.
  static let grade = #"""
    #!/bin/bash
    # grade BEFORE HANDED_IN OUT: grades HANDED_IN/submissions, going on from the results in BEFORE, into OUT.
    # UNITS names the units, as '03 04'; all of them where it is empty.
    # Student code runs here, so there is no secret in this job, and without a sandbox nothing is graded.
    set -u
    before=$1 handed_in=$2 out=$3
    course=${COURSE:-.build/release/course}
    found=$("$course" doctor --json)
    if ! jq -e '.protections | length > 0 and all(.holds)' <<< "$found" > /dev/null; then
      broken=$(jq -r '[.protections[] | select(.holds | not) | "\(.name) \(.words)"] | join("; ")' <<< "$found")
      echo "::error::nothing was graded, since a protection does not hold on this machine: $broken"
      exit 3
    fi
    jq -r '.protections[] | "\(.name) \(.words)"' <<< "$found"
    if [ -f "$before/class.json" ]; then cp -R "$before" "$out"; fi
    # shellcheck disable=SC2086
    "$course" class "$handed_in/submissions" ${UNITS:-} --out "$out"
    code=$?
    [ -s "$out/gradebook.csv" ] || exit 3
    cp "$before/commits.txt" "$out/commits.before" 2> /dev/null || : > "$out/commits.before"
    cp "$handed_in/commits.txt" "$out/commits.txt"
    { echo '```'; cat "$out/analysis.txt"; echo '```'; } >> "${GITHUB_STEP_SUMMARY:-/dev/stdout}"
    [ $code -eq 0 ] || echo "::warning::the grader failed on a submission: the log and its record say why"

    """#

  /// Tells each student who has pushed what came out.
  static let tell = #"""
    #!/bin/bash
    # tell GRADED: comments on each commit in GRADED/commits.txt that is not in GRADED/commits.before.
    # Needs gh and GH_TOKEN, which may write to the students' repositories. Runs no student code.
    set -u
    graded=$1
    failed=0
    while read -r name repository commit; do
      grep -qxF "$name $repository $commit" "$graded/commits.before" && continue
      page=$graded/reports/$name.md
      if [ ! -f "$page" ]; then
        echo "::warning::there is no page for $name"
        continue
      fi
      gh api "repos/$repository/commits/$commit/comments" -F "body=@$page" --silent < /dev/null || failed=1
    done < "$graded/commits.txt"
    [ $failed -eq 0 ] || echo "::warning::some comments could not be written"

    """#

  /// Keeps the grades where their history can be seen.
  static let keep = #"""
    #!/bin/bash
    # keep GRADED: commits GRADED to the branch grades of the repository around, and pushes it.
    set -eu
    graded=$1
    place=$(mktemp -d)/grades
    if git fetch -q origin grades; then
      git worktree add -q --detach "$place" FETCH_HEAD
    else
      git worktree add -q --detach "$place"
      git -C "$place" checkout -q --orphan first-grades
    fi
    git -C "$place" rm -rfq --ignore-unmatch .
    cp -R "$graded/." "$place"
    git -C "$place" add -A --force
    if ! git -C "$place" diff --cached --quiet; then
      git -C "$place" -c user.name=grading -c user.email=grading@localhost \
        commit -qm "Grades of $(date -u +%Y-%m-%dT%H:%MZ)"
    fi
    git -C "$place" push -q origin HEAD:refs/heads/grades
    git worktree remove --force "$place"

    """#
}
