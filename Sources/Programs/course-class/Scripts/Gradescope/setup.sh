#!/bin/bash
# Prepares the machine: Swift, the sandbox, the course's command and the checks of the unit that settings name.
# Runs once, as root, when Gradescope makes the image.
set -eu
# shellcheck source=/dev/null
. /autograder/source/settings
# The release of Swift that is installed if there is none.
swift=6.3.1
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends binutils bubblewrap ca-certificates curl g++ gcc git \
  jq libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-0 libxml2 tzdata zlib1g-dev

if [ ! -x /opt/swift/usr/bin/swift ]; then
  # shellcheck source=/dev/null
  release=$(. /etc/os-release && echo "$ID$VERSION_ID")
  folder=$(echo "$release" | tr -d .)
  place=https://download.swift.org/swift-$swift-release/$folder/swift-$swift-RELEASE
  mkdir -p /opt/swift
  curl -fsSL "$place/swift-$swift-RELEASE-$release.tar.gz" | tar -xz -C /opt/swift --strip-components=1
fi
export PATH=/opt/swift/usr/bin:$PATH

cd /autograder/source/course
swift build -c release --product course
# The first grading builds the library and the checks; the stubs get no points, as expected.
.build/release/course grade "$UNIT" --submission Exercises || [ $? -eq 1 ]
# A submission must not read the checks.
chmod 700 /autograder/source
