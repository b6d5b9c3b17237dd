extension CourseUnit {
  /// Unit 07: gradients over long distances.
  static let vanishingGradients = CourseUnit(
    number: "07", name: "VanishingGradients", title: "Vanishing and exploding gradients",
    summary: "Why a plain network forgets: what many steps do to a gradient, measured, and what helps.",
    files: ["Clipping.swift", "Jacobians.swift", "SpectralRadius.swift", "StableGradientLayer.swift"],
    additionalModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "07.1", name: "clipping by value", files: ["Clipping.swift"], points: 10,
        hints: [
          "Look at each number separately: which three cases are possible?",
          "Above the limit it becomes the limit, below minus the limit it becomes minus the limit.",
          "gradient.map { $0 > limit ? limit : $0 < -limit ? -limit : $0 } for each gradient.",
        ]),
      CourseTask(
        id: "07.2", name: "clipping by the global norm", files: ["Clipping.swift"], points: 20,
        hints: [
          "All gradients share one norm and one factor.",
          "Sum the squares of every number of every matrix, and take one root of the sum; scale only above the limit.",
          "The factor is limit / norm; if the norm is not finite, return the gradients unchanged.",
        ]),
      CourseTask(
        id: "07.3", name: "the Jacobian of a step", files: ["Jacobians.swift"], points: 15,
        hints: [
          "Write H_t[j] as tanh of a sum, and take its derivative with respect to H_{t-1}[k].",
          "It is (1 - H_t[j]²) times the weight that leads from unit k to unit j, which is weightHH[k, j].",
          "layer.weightHH.transposed() * (1 - state * state).transposed(): a column [H, 1] scales row by row.",
        ]),
      CourseTask(
        id: "07.4", name: "the gradient over distance", files: ["Jacobians.swift"], points: 25,
        dependsOn: ["07.3"],
        hints: [
          "Start with the identity, ∂H_T/∂H_T, and go from the last state to the first.",
          "The Jacobian of each previous step is multiplied on the right: ∂H_T/∂H_{t-1} = ∂H_T/∂H_t · J_t.",
          "Collect the products, identity first, then reverse the list; the norms are ordered by distance again.",
        ]),
      CourseTask(
        id: "07.5", name: "the spectral radius", files: ["SpectralRadius.swift"], points: 15,
        hints: [
          "The norm of a high power of W grows like ρⁿ, whatever the matrix; take the n-th root. Eigenvalues scale with W.",
          "Square the matrix again and again; divide it by its norm each time, unless that is 0, and keep the norm's logarithm.",
          "The norm found at the k-th squaring counts with 1/2ᵏ: sum log(norm) / 2ᵏ, and ρ is exp of the sum.",
        ]),
      CourseTask(
        id: "07.6", name: "a layer with stable gradients", files: ["StableGradientLayer.swift"], points: 15,
        hints: [
          "Two things shrink a gradient at each step: the matrix, and the slope of tanh. Which W_hh never does?",
          "Orthogonal matrices keep lengths, and the identity is orthogonal; tanh has slope 1 at 0.",
          "W_hh from Matrix.orthogonal(rows:columns:using:), W_xh a hundredth of its usual size, no bias.",
        ]),
    ])
}
