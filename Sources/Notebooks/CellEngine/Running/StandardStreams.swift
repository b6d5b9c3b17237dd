// The system's streams are variables to Swift, which only a file with this import alone may name.
#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// How this process writes to its standard streams.
package enum StandardStreams {
  /// Lets each line go out as soon as it is written: a cell's output is to be seen while it runs.
  package static func writeLineByLine() { setvbuf(stdout, nil, _IOLBF, 0) }

  /// Writes out what is kept back of an unfinished line.
  package static func flush() { fflush(nil) }

  /// Only for standard output.
  package static func flushOutput() { fflush(stdout) }
}
