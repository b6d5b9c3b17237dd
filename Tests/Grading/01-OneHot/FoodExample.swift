import LinearAlgebra

/// A random column of foods and everything that can be made of it, in plain loops.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct FoodExample {
  /// V = 7 foods, sorted.
  let categories: [String]
  /// N = 11 values; every food occurs among them.
  let values: [String]
  /// The label of each value.
  let labels: [Int]

  private static let foods = [
    "apple", "beans", "bread", "butter", "carrot", "cheese", "figs", "lentils", "oats", "pear", "rice",
    "soup",
  ]

  init(using generator: inout some RandomNumberGenerator) {
    let chosen = Self.foods.shuffled(using: &generator).prefix(7)
    let categories = Self.foods.filter(chosen.contains)  // the list above is sorted
    let extra = (0..<4).map { _ in categories.randomElement(using: &generator)! }
    // The first two differ and are in reverse order, so that the order of appearance is never the sorted one.
    let values = [categories[6], categories[0]] + (categories[1..<6] + extra).shuffled(using: &generator)
    self.categories = categories
    self.values = values
    labels = Self.places(of: values, in: categories)
  }

  /// A food that the column does not hold.
  var unseen: String { Self.foods.first { !categories.contains($0) }! }

  /// The distinct values in order of first appearance.
  var inOrderOfAppearance: [String] {
    values.reduce(into: []) { seen, value in if !seen.contains(value) { seen.append(value) } }
  }

  static func places(of values: [String], in categories: [String]) -> [Int] {
    values.map { value in
      var place = 0
      while categories[place] != value { place += 1 }
      return place
    }
  }

  static func rows(_ labels: [Int], classCount: Int) -> Matrix<Double> {
    var rows = Matrix<Double>.zeros(rows: labels.count, columns: classCount)
    for row in 0..<labels.count {
      for column in 0..<classCount where labels[row] == column { rows[row, column] = 1 }
    }
    return rows
  }

  /// One number per row.
  static func column(_ numbers: [Double]) -> Matrix<Double> {
    Matrix(rows: numbers.count, columns: 1, elements: numbers)
  }

  /// The matrix product, number by number: a zero times infinity is not a number here, as anywhere.
  static func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: a.rows, columns: b.columns)
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        for inner in 0..<a.columns { result[row, column] += a[row, inner] * b[inner, column] }
      }
    }
    return result
  }
}
