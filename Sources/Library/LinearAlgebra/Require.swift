/// Stops the program with a message unless a condition holds, in optimized builds too.
///
/// The standard `precondition` drops its message when the library is optimized, which it always is; a wrong
/// shape without the shapes would leave a student with a bare trap.
@inlinable @inline(__always)
package func require(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
  if !condition { stop(message(), file: file, line: line) }
}

/// Apart from ``require(_:_:file:line:)``, so that the rare path takes no room in the common one.
@inline(never) @usableFromInline
package func stop(_ message: String, file: StaticString, line: UInt) -> Never {
  fatalError(message, file: file, line: line)
}
