import Exercise01OneHot
import GradingSupport
import LinearAlgebra

/// Task 4: a table of foods, calories and stores. N = 11 rows.
final class TableTests: GradedTestCase {
  private struct Example {
    let foods: FoodExample
    let calories: [Double]
    let stores: [String]

    init(using generator: inout some RandomNumberGenerator) {
      foods = FoodExample(using: &generator)
      calories = foods.values.indices.map { _ in Double(Int.random(in: 20...400, using: &generator)) }
      stores =
        ["market", "corner shop"] + (0..<9).map { _ in Bool.random(using: &generator) ? "market" : "bakery" }
    }

    var storeNames: [String] { ["bakery", "corner shop", "market"].filter(stores.contains) }
    var storesInOrderOfAppearance: [String] {
      stores.reduce(into: []) { seen, store in if !seen.contains(store) { seen.append(store) } }
    }
    var foodRows: Matrix<Double> { FoodExample.rows(foods.labels, classCount: 7) }
    var storeLabels: [Int] { FoodExample.places(of: stores, in: storeNames) }
    var storeRows: Matrix<Double> { FoodExample.rows(storeLabels, classCount: storeNames.count) }
    var calorieColumn: Matrix<Double> { FoodExample.column(calories) }

    var columns: [Column] {
      [
        Column(name: "food", values: .categories(foods.values)),
        Column(name: "calories", values: .numbers(calories)),
        Column(name: "store", values: .categories(stores)),
      ]
    }
  }

  private func makeExample() -> Example {
    var generator = makeGenerator()
    return Example(using: &generator)
  }

  func testTask4_categoriesBecomeOneHotColumnsAndNumbersStay() throws {
    try grade {
      let example = makeExample()
      let place = "encodeTable(_:)"
      func labelled(_ labels: [Int]) -> Matrix<Double> { FoodExample.column(labels.map(Double.init)) }
      let mean = example.calories.reduce(0, +) / 11
      let table = try value(
        of: "encodeTable(_:)",
        errors: [
          (
            "unevenColumn(food)", "columns that are as long as the first one are rejected",
            "the check of the lengths in encodeTable(_:)"
          ), ("noValues", "a table with rows is treated as one without", "the start of encodeTable(_:)"),
        ]
      ) { try encodeTable(example.columns) }
      try assertClose(
        table.matrix,
        concatenate(columns: [example.foodRows, example.calorieColumn, example.storeRows]),
        "encodeTable(_:).matrix",
        suspects: [
          Suspect(
            "the categories are written as labels", at: place,
            concatenate(columns: [
              labelled(example.foods.labels), example.calorieColumn, labelled(example.storeLabels),
            ])),
          Suspect(
            "a column of categories becomes as many columns as the table has rows", at: place,
            concatenate(columns: [
              FoodExample.rows(example.foods.labels, classCount: 11), example.calorieColumn,
              FoodExample.rows(example.storeLabels, classCount: 11),
            ])),
          Suspect(
            "the categories are labeled in order of appearance", at: place,
            concatenate(columns: [
              FoodExample.rows(
                FoodExample.places(of: example.foods.values, in: example.foods.inOrderOfAppearance),
                classCount: 7),
              example.calorieColumn,
              FoodExample.rows(
                FoodExample.places(of: example.stores, in: example.storesInOrderOfAppearance),
                classCount: example.storeNames.count),
            ])),
          Suspect(
            "the columns of numbers are moved after the others", at: place,
            concatenate(columns: [example.foodRows, example.storeRows, example.calorieColumn])),
          Suspect(
            "the columns of numbers are missing", at: place,
            concatenate(columns: [example.foodRows, example.storeRows])),
          Suspect(
            "the numbers are changed", at: place,
            concatenate(columns: [example.foodRows, example.calorieColumn - mean, example.storeRows])),
        ], hint: "Foods first, then the calories, then the stores, as in the table.")
    }
  }

  func testTask4_everyColumnOfTheMatrixHasItsName() throws {
    try grade {
      let example = makeExample()
      let (foods, stores) = (example.foods.categories, example.storeNames)
      let place = "the names in encodeTable(_:)"
      // In steps: one long list takes Swift 6.0 minutes.
      func names(_ foods: [String], _ stores: [String], number: [String] = ["calories"]) -> [String] {
        let (first, last) = (foods.map { "food=" + $0 }, stores.map { "store=" + $0 })
        return first + number + last
      }
      let labels = names(example.foods.labels.map { "\($0)" }, example.storeLabels.map { "\($0)" })
      let (food, store) = (foods.map { _ in "food" }, stores.map { _ in "store" })
      let suspects: [ValueSuspect<[String]>] = [
        ValueSuspect(
          "a one-hot column's name is only the category's", at: place, foods + ["calories"] + stores),
        ValueSuspect(
          "there is one name for all columns of a category", at: place, ["food", "calories", "store"]),
        ValueSuspect(
          "there is a name for each row's value instead of each category", at: place,
          names(example.foods.values, example.stores)),
        ValueSuspect("the names hold each row's label instead of each category", at: place, labels),
        ValueSuspect(
          "a one-hot column's name is only the column's", at: place, food + ["calories"] + store),
        ValueSuspect(
          "the names of the columns of numbers are missing", at: place, names(foods, stores, number: [])),
      ]
      try assertEqual(
        encodeTable(example.columns).columnNames, names(foods, stores), "encodeTable(_:).columnNames",
        suspects: suspects)
    }
  }

  func testTask4_aTableOfNumbersIsAlreadyAMatrix() throws {
    try grade {
      let example = makeExample()
      let table = try encodeTable([
        Column(name: "calories", values: .numbers(example.calories)),
        Column(name: "halves", values: .numbers(example.calories.map { $0 / 2 })),
      ])
      try assertEqual(table.columnNames, ["calories", "halves"], "the names of two columns of numbers")
      try assertClose(
        table.matrix, concatenate(columns: [example.calorieColumn, example.calorieColumn / 2]),
        "the matrix of two columns of numbers")
    }
  }

  func testTask4_oneRowIsATableToo() throws {
    try grade {
      let table = try value(
        of: "encodeTable(_:) of a table of one row",
        errors: [
          (
            "noValues", "a table with a single row is treated as one without rows",
            "the start of encodeTable(_:)"
          )
        ]
      ) {
        try encodeTable([
          Column(name: "food", values: .categories(["rice"])),
          Column(name: "calories", values: .numbers([130])),
        ])
      }
      try assertClose(
        table.matrix, [[1, 130]], "the matrix of a table of one row",
        hint: "Only a table without rows is an error.")
      try assertEqual(table.columnNames, ["food=rice", "calories"], "the names of a table of one row")
    }
  }

  func testTask4_aTableWithoutColumnsOrRowsIsAnError() throws {
    try grade {
      try assertThrows(
        "encodeTable([])", "noValues", as: inWords,
        suspects: [ValueSuspect("an empty table is let through", at: "the start of encodeTable(_:)", [])]
      ) { try encodeTable([]).columnNames }
      try assertThrows(
        "encodeTable(_:) of a column without rows", "noValues", as: inWords,
        suspects: [
          ValueSuspect(
            "a table without rows is let through", at: "the start of encodeTable(_:)", ["calories"])
        ]
      ) { try encodeTable([Column(name: "calories", values: .numbers([]))]).columnNames }
    }
  }

  func testTask4_columnsOfDifferentLengthsAreAnError() throws {
    try grade {
      for (calories, count) in [([130, 389, 52.0], "three"), ([130], "one"), ([], "no")] {
        try assertThrows(
          "encodeTable(_:) of two foods and \(count) number\(calories.count == 1 ? "" : "s") of calories",
          "unevenColumn(calories)", as: inWords, suspects: [ValueSuspect<[String]>](),
          hint: "Compare every column's length with the first's before you put matrices side by side."
        ) {
          try encodeTable([
            Column(name: "food", values: .categories(["rice", "oats"])),
            Column(name: "calories", values: .numbers(calories)),
            Column(name: "store", values: .categories(["bakery"])),
          ]).columnNames
        }
      }
    }
  }
}
