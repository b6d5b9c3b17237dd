import CommandSupport
import SequenceTraining
import XCTest

@testable import course_train

/// The rows of help are plain data: they must describe the trainer's actual behavior.
final class DefaultsTests: XCTestCase {
  func testTheDefaultsOfTrainAreThePlans() throws {
    let plan = TrainingPlan()
    let arguments = try Arguments(parsing: [], for: .train)
    XCTAssertEqual(arguments.string(.cell), CellKind.usual.rawValue)
    XCTAssertEqual(arguments.string(.tokens), TokenKind.characters.rawValue)
    XCTAssertEqual(arguments.string(.optimizer), OptimizerKind.usual.rawValue)
    XCTAssertEqual(try arguments.double(.dropout, in: 0...), plan.dropout ?? 0)
    XCTAssertEqual(try arguments.integer(.layers, in: 0...), plan.layerCount)
    XCTAssertEqual(try arguments.integer(.hidden, in: 0...), plan.hiddenSize)
    XCTAssertEqual(try arguments.integer(.sequence, in: 0...), plan.sequenceLength)
    XCTAssertEqual(try arguments.double(.rate, in: 0...), plan.learningRate)
    XCTAssertEqual(try arguments.double(.clip, in: 0...), plan.clipNorm)
    XCTAssertEqual(try arguments.double(.heldOut, in: 0...), plan.heldOutShare)
    XCTAssertEqual(try arguments.integer(.seed, in: 0...), Int(plan.seed))
  }

  func testTheLargestFittedSizesAreThePlans() throws {
    let options = Verb.train.options
    for (name, number) in [(Option.Name.batch, TrainingPlan().batchSize), (.steps, TrainingPlan().stepCount)]
    {
      let help = try XCTUnwrap(options.first { $0.name == name }?.help)
      XCTAssertTrue(help.contains("at most \(number)."), help)
    }
  }

  func testEveryChoiceIsNamed() throws {
    let choices: [(Option.Name, [String])] = [
      (.cell, CellKind.allCases.map(\.rawValue)), (.tokens, TokenKind.allCases.map(\.rawValue)),
      (.optimizer, OptimizerKind.allCases.map(\.rawValue)),
    ]
    for (name, words) in choices {
      let help = try XCTUnwrap(Verb.train.options.first { $0.name == name }?.help)
      for word in words { XCTAssertTrue(help.contains(word), help) }
    }
  }
}
