// The C variable `stdout` can be named under Swift 6 only in a file whose sole import is this one.
#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Writes each printed line immediately, so a student's output before a crash is not lost with the process.
public func flushLinesAtOnce() {
  setvbuf(stdout, nil, _IOLBF, 0)
}
