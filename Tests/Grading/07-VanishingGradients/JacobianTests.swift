import EarlierUnits
import Exercise07VanishingGradients
import GradientChecking
import GradingSupport
import LinearAlgebra

/// Tasks 3 and 4: Jacobians of a step and of a sequence, and their norms. I = 3, H = 4, T = 5.
final class JacobianTests: GradedTestCase {
  static let product =
    "Each factor is the Jacobian of one step; the previous step is multiplied on the right."

  private func makeExample() -> GradientExample {
    var generator = makeGenerator()
    return GradientExample(using: &generator)
  }

  func testTask3_theJacobianOfAStepIsCorrect() throws {
    try grade {
      let example = makeExample()
      let state = example.states[1]
      let place = "stepJacobian(of:at:)"
      try assertClose(
        stepJacobian(of: example.layer, at: state), example.oracle.stepJacobian(state), place,
        suspects: GradientOracle.StepMistake.allCases.map {
          Suspect($0.description, at: place, example.oracle.stepJacobian(state, mistake: $0))
        }, hint: "Element [j, k] is (1 - H_t[j]²) · W_hh[k, j].")
    }
  }

  func testTask3_everyRowAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      let before = example.states[1]
      let jacobian = try stepJacobian(of: example.layer, at: example.states[2])
      try assertEqual(jacobian.shape, MatrixShape(4, 4), "the shape of stepJacobian(of:at:)")
      for unit in 0..<4 {
        try assertGradient(
          jacobian.row(unit),
          of: { example.oracle.finalValue([example.inputs[2]], from: $0, unit: unit) }, at: before,
          "row \(unit) of the Jacobian, the gradient of H_t[\(unit)]",
          suspects: GradientOracle.StepMistake.allCases.map {
            SuspectGradient(
              $0.description,
              [
                "row \(unit) of the Jacobian, the gradient of H_t[\(unit)]":
                  example.oracle.stepJacobian(example.states[2], mistake: $0).row(unit)
              ])
          },
          hint: "Row j shows how unit j of the new state depends on each unit of the old one.")
      }
    }
  }

  func testTask4_thereIsAJacobianForEveryStateAndTheLastIsTheIdentity() throws {
    try grade {
      let example = makeExample()
      let jacobians = try stateJacobians(of: example.layer, over: example.states)
      try assertEqual(
        jacobians.count, 6, "the number of Jacobians for 5 steps",
        suspects: [
          ValueSuspect("no product is appended in the loop", at: "the loop in stateJacobians(of:over:)", 1),
          ValueSuspect("the identity is missing", at: "where the list of Jacobians starts", 5),
        ],
        hint: "From ∂H_5/∂H_0 to ∂H_5/∂H_5, which is the identity.")
      try assertClose(jacobians[5], .identity(4), "∂H_T/∂H_T, the last one", hint: "The identity comes last.")
    }
  }

  func testTask4_theJacobiansAreProductsInTheRightOrder() throws {
    try grade {
      let example = makeExample()
      let states = example.states
      let right = example.oracle.jacobians(states)
      let place = "stateJacobians(of:over:)"
      try assertClose(
        stateJacobians(of: example.layer, over: states), right, place,
        suspects: [
          Suspect(
            "the Jacobian of the previous step is multiplied on the left", at: place,
            example.oracle.jacobians(states, wrongSide: true)),
          Suspect(
            "they are in the order of the backward pass, the identity first", at: place, right.reversed()),
          Suspect("the identity is missing", at: place, Array(right.dropLast())),
          Suspect(
            "the loop goes from the first state to the last", at: place,
            example.oracle.jacobians(states, forward: true)),
          Suspect(
            "the loop goes from the first state to the last, and the list is not reversed", at: place,
            example.oracle.jacobians(states, forward: true).reversed()),
          Suspect(
            "the loop goes from the first state to the last, and each factor is multiplied on the left",
            at: place, example.oracle.jacobians(states, wrongSide: true, forward: true)),
          Suspect(
            "each is only the Jacobian of one step and not the product over all steps to the last",
            at: place,
            states.map { example.oracle.stepJacobian($0) } + [right[5]]),
          Suspect(
            "the slopes of a step come from the previous state", at: place,
            example.oracle.jacobians([.zeros(rows: 1, columns: 4)] + states.dropLast())),
          Suspect(
            "the products begin with zeros instead of the identity", at: place, right.map { $0 * 0 }),
        ]
          + GradientOracle.StepMistake.allCases.map {
            Suspect(
              $0.description, at: "stepJacobian(of:at:), which task 3 checks", task: 3,
              example.oracle.jacobians(states, mistake: $0))
          }, hint: Self.product)
    }
  }

  func testTask4_theJacobianOfTheWholeSequenceAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      let zero = Matrix<Double>.zeros(rows: 1, columns: 4)
      let jacobians = try stateJacobians(of: example.layer, over: example.states)
      try assertEqual(
        jacobians.map(\.shape), Array(repeating: MatrixShape(4, 4), count: 6),
        "the shapes of stateJacobians(of:over:) of 5 steps")
      for unit in 0..<4 {
        try assertGradient(
          jacobians[0].row(unit),
          of: { example.oracle.finalValue(example.inputs, from: $0, unit: unit) }, at: zero,
          "row \(unit) of ∂H_5/∂H_0", hint: Self.product)
      }
    }
  }

  func testTask4_theNormsAreInTheOrderOfTheDistance() throws {
    try grade {
      let example = makeExample()
      let right = example.oracle.jacobians(example.states)
      let byTime = right.map(GradientOracle.norm)
      func row(_ values: [Double]) -> Matrix<Double> {
        Matrix(rows: 1, columns: values.count, elements: values)
      }
      let norms = try gradientNorms(of: example.layer, over: example.inputs)
      try assertEqual(
        norms.count, 6, "the number of norms for 5 steps",
        suspects: [
          ValueSuspect("the distance 0 is missing", at: "gradientNorms(of:over:)", 5),
          ValueSuspect(
            "stateJacobians(of:over:) returns only the identity", at: "the loop in stateJacobians(of:over:)",
            1
          ),
        ], hint: "From distance 0 to distance 5.")
      let place = "gradientNorms(of:over:)"
      try assertClose(
        row(norms), row(byTime.reversed()), "gradientNorms(of:over:)",
        suspects: [
          Suspect("they are in the order of time instead of distance", at: place, row(byTime)),
          Suspect("the norms are squared", at: place, row(byTime.reversed().map { $0 * $0 })),
          Suspect(
            "the slopes are those of H_0 … H_{T-1} instead of H_1 … H_T", at: place,
            row(
              example.oracle.jacobians([.zeros(rows: 1, columns: 4)] + example.states.dropLast()).reversed()
                .map(GradientOracle.norm))),
          Suspect("they are divided by √H", at: place, row(byTime.reversed().map { $0 / 2 })),
          Suspect(
            "each is the size of the largest element", at: place,
            row(right.reversed().map { $0.elements.map { abs($0) }.max() ?? 0 })),
          Suspect(
            "each is the sum of the elements", at: place,
            row(right.reversed().map { $0.elements.reduce(0, +) })),
          Suspect(
            "each factor is multiplied on the left", at: "stateJacobians(of:over:)",
            row(
              example.oracle.jacobians(example.states, wrongSide: true).reversed().map(GradientOracle.norm))),
          Suspect(
            "the loop goes from the first state to the last", at: "stateJacobians(of:over:)",
            row(
              example.oracle.jacobians(example.states, forward: true).reversed().map(GradientOracle.norm))),
        ]
          + GradientOracle.StepMistake.allCases.map {
            Suspect(
              $0.description, at: "stepJacobian(of:at:), which task 3 checks", task: 3,
              row(example.oracle.jacobians(example.states, mistake: $0).reversed().map(GradientOracle.norm)))
          }, hint: "The Jacobian at distance 0 is the identity, whose norm is √H = 2. " + Self.product)
    }
  }

  func testTask4_aSequenceOfOneStepHasTwoJacobians() throws {
    try grade {
      let example = makeExample()
      let states = [example.states[0]]
      try assertClose(
        stateJacobians(of: example.layer, over: states), example.oracle.jacobians(states),
        "stateJacobians(of:over:) of one step", hint: "The Jacobian of the step, and the identity.")
      let norms = try gradientNorms(of: example.layer, over: [example.inputs[0]])
      try assertEqual(norms.count, 2, "the number of norms for one step")
      try assertClose(norms[0], 2, "the norm at distance 0, of the identity")
      try assertClose(
        norms[1], GradientOracle.norm(example.oracle.stepJacobian(states[0])),
        "the norm at distance 1, of one step",
        hint: Self.product)
    }
  }

  func testTask4_aTurningMatrixKeepsAGradientUnchanged() throws {
    try grade {
      // Zero inputs and no bias: every state is 0, every slope 1, and a rotation is all that happens.
      let layer = RNNLayer(
        weightIH: [[1, 1]], weightHH: [[0.6, -0.8], [0.8, 0.6]], bias: [[0, 0]])
      let norms = try gradientNorms(of: layer, over: Array(repeating: [[0]], count: 7))
      try assertEqual(norms.count, 8, "the number of norms for 7 steps")
      try assertClose(
        Matrix(rows: 1, columns: norms.count, elements: norms),
        Matrix(rows: 1, columns: 8, repeating: 2.0.squareRoot()),
        "the norms when W_hh is a rotation and all states are zero", hint: Self.product)
    }
  }
}
