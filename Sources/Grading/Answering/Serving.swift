import CourseSupport
import Foundation
import GradingProtocol
import LinearAlgebra

/// The input to a call of a student's function: its arguments in order, and the ways to ask back.
public struct CallArguments {
  private var reader: WireReader

  init(_ reader: WireReader) { self.reader = reader }

  /// The next argument.
  public mutating func next<Value: Wire>(_ type: Value.Type = Value.self) throws -> Value {
    try reader.next(type)
  }

  /// The generator that the call draws from.
  public mutating func generator() throws -> DrawnGenerator {
    DrawnGenerator(known: try reader.next(UInt64?.self).map(SplitMix64.init(seed:)))
  }

  /// Asks closure `index` of the call for its value.
  ///
  /// - Throws: an error if it has none.
  public func value<Value: Wire>(of index: Int, _ arguments: (inout WireWriter) -> Void) throws -> Value {
    var writer = WireWriter()
    writer.add(index)
    arguments(&writer)
    guard let line = FrameLine.toEngine else { throw Unreadable() }
    let frame = line.exchange(Frame(.question, writer.bytes))
    guard frame.kind == .reply else { throw Unreadable() }
    var reader = WireReader(frame.bytes)
    return try reader.next()
  }
}

/// The generator of a call: a copy of the judge's if that is a `SplitMix64`, otherwise a way to ask it.
public struct DrawnGenerator: RandomNumberGenerator {
  /// The copy.
  public var known: SplitMix64?

  /// The next number.
  public mutating func next() -> UInt64 {
    if known != nil { return known!.next() }
    var writer = WireWriter()
    writer.add(0)
    guard let line = FrameLine.toEngine else { return 0 }
    var reader = WireReader(line.exchange(Frame(.question, writer.bytes)).bytes)
    return (try? reader.next(UInt64.self)) ?? 0
  }
}

/// Calls one function of the student, and writes its `inout` arguments after the call and its result.
public typealias Call = @Sendable (inout CallArguments, inout WireWriter) throws -> Void

/// Answers calls until the line ends.
///
/// - Parameters:
///   - calls: the functions that can be called, by name.
///   - errors: the kinds of error that the exercise declares, in an order that both sides know.
public func serve(_ calls: [String: Call], throwing errors: [any (Error & Wire).Type]) -> Never {
  flushLinesAtOnce()
  guard let line = FrameLine.toEngine else { exit(2) }
  while true { line.send(answer(line.receive(), calls, errors)) }
}

private func answer(_ frame: Frame, _ calls: [String: Call], _ errors: [any (Error & Wire).Type]) -> Frame {
  var (reader, writer) = (WireReader(frame.bytes), WireWriter())
  do {
    guard let call = calls[try reader.next()] else { return Frame(.missing) }
    var arguments = CallArguments(reader)
    try call(&arguments, &writer)
    return Frame(.returned, writer.bytes)
  } catch let stub as NotImplemented {
    var writer = WireWriter()
    writer.add(stub.function)
    writer.add(stub.file)
    writer.add(stub.line)
    return Frame(.notImplemented, writer.bytes)
  } catch {
    var writer = WireWriter()
    if let index = errors.firstIndex(where: { type(of: error) == $0 }), let declared = error as? any Wire {
      writer.add(index)
      declared.write(to: &writer)
      return Frame(.threw, writer.bytes)
    }
    writer.add(String("\(error)".prefix(4000)))
    return Frame(.failed, writer.bytes)
  }
}

/// Placeholder in the list of errors for an expected one that the submission does not declare.
public struct UnknownError: Error, Wire {
  /// Writes nothing: there is no such error.
  public func write(to writer: inout WireWriter) {}
  /// Always throws.
  public init(from reader: inout WireReader) throws { throw Unreadable() }
}
