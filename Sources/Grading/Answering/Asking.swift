import CourseSupport
import GradingProtocol
import LinearAlgebra

/// The student's process ended in the middle of a call. The engine, which watched it, has the details.
public struct AnswerLost: Error {}

/// The submission has no function that matches the suite's call.
public struct AnswerMissing: Error {
  /// The function, `RNN.step(_:from:)`.
  public let call: String
}

/// The answer is not a value of the function's return type.
public struct AnswerUnreadable: Error {}

/// An error of a kind that the exercise does not declare, as the student's process described it.
public struct StudentsError: Error, CustomStringConvertible {
  /// Its description.
  public let description: String
}

/// The judge's answer when a call asks back: the value of a closure that came with the call.
public typealias Question = (inout WireReader, inout WireWriter) throws -> Void

/// Calls a function of the student in another process and waits for the result.
///
/// - Parameters:
///   - call: the function, `RNN.step(_:from:)`.
///   - errors: the kinds of error that the exercise declares, in an order that both sides know.
///   - arguments: writes the receiver and the arguments of the call.
///   - questions: the closures among its arguments.
/// - Returns: the reader of its `inout` arguments as it left them, and then of its result.
/// - Throws: what the student's function throws; ``AnswerLost``, ``AnswerMissing`` or ``AnswerUnreadable`` if
///   there is no answer.
public func ask(
  _ call: String, throwing errors: [any (Error & Wire).Type] = [], _ arguments: (inout WireWriter) -> Void,
  questions: [Question] = []
) throws -> WireReader {
  guard let line = FrameLine.toEngine else { throw AnswerLost() }
  var writer = WireWriter()
  writer.add(call)
  arguments(&writer)
  CallInWords.note(call, Array(writer.values.dropFirst()))
  var answer = line.exchange(Frame(.call, writer.bytes))
  while answer.kind == .question {
    answer = line.exchange(reply(to: WireReader(answer.bytes), questions))
  }
  var reader = WireReader(answer.bytes)
  switch answer.kind {
  case .returned: return reader
  case .missing: throw AnswerMissing(call: call)
  case .notImplemented: throw try readable { try stub(&reader) }
  case .threw: throw try readable { try declared(&reader, errors) }
  case .failed: throw StudentsError(description: try readable { try reader.next() })
  default: throw AnswerLost()
  }
}

/// Calls a function of the student that draws from a generator.
///
/// A `SplitMix64` is sent and returned as its state; any other generator is asked for each number.
public func ask<Generator: RandomNumberGenerator>(
  _ call: String, throwing errors: [any (Error & Wire).Type] = [], _ arguments: (inout WireWriter) -> Void,
  drawing generator: inout Generator
) throws -> WireReader {
  let known = generator as? SplitMix64
  var other = generator
  var reader = try ask(
    call, throwing: errors,
    {
      $0.add(known?.state)
      arguments(&$0)
    }, questions: [{ _, writer in writer.add(other.next()) }])
  if known == nil { generator = other }
  if known != nil, let moved = SplitMix64(seed: try readable { try reader.next() }) as? Generator {
    generator = moved
  }
  return reader
}

/// A value that a proxy reads from an answer.
public func readable<Value>(_ read: () throws -> Value) throws -> Value {
  do { return try read() } catch is Unreadable { throw AnswerUnreadable() }
}

private func reply(to question: WireReader, _ questions: [Question]) -> Frame {
  var (question, writer) = (question, WireWriter())
  do {
    let index = try question.next(Int.self)
    guard questions.indices.contains(index) else { return Frame(.refusal) }
    try questions[index](&question, &writer)
    return Frame(.reply, writer.bytes)
  } catch { return Frame(.refusal) }
}

private func stub(_ reader: inout WireReader) throws -> any Error {
  NotImplemented(function: try reader.next(), file: try reader.next(), line: try reader.next())
}

private func declared(_ reader: inout WireReader, _ errors: [any (Error & Wire).Type]) throws -> any Error {
  let index = try reader.next(Int.self)
  guard errors.indices.contains(index) else { throw Unreadable() }
  return try errors[index].init(from: &reader)
}

extension Error {
  /// Whether it describes how an answer was lost, rather than being thrown by a student's function.
  public var isOfTheGrading: Bool { self is AnswerLost || self is AnswerMissing || self is AnswerUnreadable }
}
