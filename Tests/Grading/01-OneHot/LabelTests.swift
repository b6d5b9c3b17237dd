import Exercise01OneHot
import GradingSupport

/// Tasks 1 and 2: categories, labels, and back. N = 11, V = 7.
final class LabelTests: GradedTestCase {
  private func makeExample() -> FoodExample {
    var generator = makeGenerator()
    return FoodExample(using: &generator)
  }

  func testTask1_theCategoriesAreTheDistinctValuesSorted() throws {
    try grade {
      let example = makeExample()
      let place = "the last line of categories(of:)"
      try assertEqual(
        categories(of: example.values), example.categories, "categories(of:)",
        suspects: [
          ValueSuspect("a value that occurs twice is listed twice", at: place, example.values.sorted()),
          ValueSuspect(
            "the categories stay in order of appearance", at: place, example.inOrderOfAppearance),
          ValueSuspect("the values are returned unchanged", at: place, example.values),
          ValueSuspect("the categories run from Z to A", at: place, example.categories.reversed()),
        ])
    }
  }

  func testTask1_theOrderOfTheRowsDoesNotMatter() throws {
    try grade {
      var generator = makeGenerator()
      let example = FoodExample(using: &generator)
      try assertEqual(
        categories(of: example.values.shuffled(using: &generator)), example.categories,
        "categories(of:) of the same rows, shuffled",
        hint: "Sorted, the categories are the same whichever row comes first.")
    }
  }

  func testTask1_valuesThatDifferInCaseOrSpacesAreDistinct() throws {
    try grade {
      let values = ["pear", "Pear", "apple", " pear", "Zest", "pear"]
      let expected = [" pear", "Pear", "Zest", "apple", "pear"]
      let place = "how categories(of:) reads the values"
      let ignoringCapitals = expected.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
      try assertEqual(
        categories(of: values), expected, "categories(of:) of \(values)",
        suspects: [
          ValueSuspect("letters become lowercase", at: place, [" pear", "apple", "pear", "zest"]),
          ValueSuspect("spaces around a value are cut off", at: place, ["Pear", "Zest", "apple", "pear"]),
          ValueSuspect(
            "letters become lowercase and spaces are cut off", at: place, ["apple", "pear", "zest"]),
          ValueSuspect(
            "the categories are sorted case-insensitively", at: "how categories(of:) sorts",
            ignoringCapitals),
        ], hint: "Values are compared exactly, and sorted as < sorts them: uppercase before lowercase.")
    }
  }

  func testTask1_aColumnWithoutValuesIsAnError() throws {
    try grade {
      try assertThrows(
        "categories(of: [])", "noValues", as: inWords,
        suspects: [ValueSuspect("an empty column is let through", at: "the start of categories(of:)", [])]
      ) { try categories(of: []) }
    }
  }

  func testTask1_theLabelOfACategoryIsItsPlaceInTheList() throws {
    try grade {
      let example = makeExample()
      let listed = example.inOrderOfAppearance
      let place = "the loop in labels(of:)"
      let found = try value(
        of: "labels(of: \(listed))",
        errors: [
          (
            "duplicate(\(listed[0]))", "a category is treated as a duplicate the first time it occurs",
            place
          )
        ]
      ) { try labels(of: listed) }
      // In steps: one long list takes Swift 6.0 minutes.
      let expected: [Int] = Array(listed.indices)
      let fromOne: [Int] = expected.map { $0 + 1 }
      let withoutFirst: [Int] = [-1] + expected.dropFirst()
      let withoutLast: [Int] = expected.dropLast() + [-1]
      let suspects: [ValueSuspect<[Int]>] = [
        ValueSuspect("labels start at 1", at: place, fromOne),
        ValueSuspect(
          "the categories are sorted once more, though their order is given", at: place,
          FoodExample.places(of: listed, in: example.categories)),
        ValueSuspect("no category gets a label", at: place, expected.map { _ in -1 }),
        ValueSuspect("the labels run from the last category to the first", at: place, expected.reversed()),
        ValueSuspect("the first category gets no label", at: place, withoutFirst),
        ValueSuspect("the last category gets no label", at: place, withoutLast),
      ]
      try assertEqual(
        listed.map { found[$0] ?? -1 }, expected, "the labels of \(listed)", suspects: suspects)
      try assertEqual(found.count, listed.count, "the number of labels")
    }
  }

  func testTask1_aCategoryThatIsListedTwiceIsAnError() throws {
    try grade {
      let example = makeExample()
      let listed = example.categories + [example.categories[2], example.categories[1]]
      let indexed = Array(listed.enumerated())
      let last = Dictionary(indexed.map { ($1, $0) }, uniquingKeysWith: { $1 })
      let first = Dictionary(indexed.map { ($1, $0) }, uniquingKeysWith: { old, _ in old })
      let place = "the loop in labels(of:)"
      try assertThrows(
        "labels(of:) with \(example.categories[2]) twice", "duplicate(\(example.categories[2]))",
        as: inWords,
        suspects: [
          ValueSuspect("a category that is listed twice keeps its last label", at: place, last),
          ValueSuspect("a category that is listed twice keeps its first label", at: place, first),
        ], hint: "The first category that was listed before is the one to name."
      ) { try labels(of: listed) }
    }
  }

  func testTask2_everyValueBecomesTheLabelOfItsCategory() throws {
    try grade {
      let example = makeExample()
      let listed = example.inOrderOfAppearance
      let expected = FoodExample.places(of: example.values, in: listed)
      let place = "the loop in encodeLabels(_:categories:)"
      try assertEqual(
        encodeLabels(example.values, categories: listed), expected, "encodeLabels(_:categories:)",
        suspects: [
          ValueSuspect(
            "labels start at 1", at: "labels(of:), which task 1 checks", task: 1, expected.map { $0 + 1 }),
          ValueSuspect("labels start at 1", at: place, expected.map { $0 + 1 }),
          ValueSuspect(
            "the categories are learned again instead of taken as given", at: place, example.labels),
          ValueSuspect("each row gets its own number", at: place, Array(example.values.indices)),
        ])
    }
  }

  func testTask2_notAllCategoriesHaveToOccur() throws {
    try grade {
      let example = makeExample()
      let few = [example.categories[5], example.categories[2], example.categories[5]]
      try assertEqual(
        encodeLabels(few, categories: example.categories), [5, 2, 5],
        "encodeLabels(_:categories:) of three values",
        suspects: [
          ValueSuspect(
            "the categories are learned again instead of taken as given",
            at: "the start of encodeLabels(_:categories:)", [1, 0, 1])
        ])
    }
  }

  func testTask2_aCategoryNotSeenBeforeIsAnError() throws {
    try grade {
      let example = makeExample()
      let values = [example.categories[3], example.unseen, example.categories[1], "zucchini"]
      let place = "the loop in encodeLabels(_:categories:)"
      try assertThrows(
        "encodeLabels(_:categories:) of a category not seen before", "unseen(\(example.unseen), index: 1)",
        as: inWords,
        suspects: [
          ValueSuspect("a category not seen before gets the label 0", at: place, [3, 0, 1, 0]),
          ValueSuspect("a category not seen before gets the label -1", at: place, [3, -1, 1, -1]),
          ValueSuspect("a category not seen before gets its own label", at: place, [3, 7, 1, 8]),
          ValueSuspect("a category not seen before is skipped", at: place, [3, 1]),
        ], hint: "The first such category is the one to name, with its index among the values."
      ) { try encodeLabels(values, categories: example.categories) }
    }
  }

  func testTask2_aCategoryThatIsListedTwiceIsAnErrorHereToo() throws {
    try grade {
      let example = makeExample()
      let listed = example.categories + [example.categories[4]]
      try assertThrows(
        "encodeLabels(_:categories:) with \(example.categories[4]) twice among the categories",
        "duplicate(\(example.categories[4]))", as: inWords,
        suspects: [
          ValueSuspect(
            "a category that is listed twice keeps its first label", at: "labels(of:), which task 1 checks",
            task: 1, [4, 0]),
          ValueSuspect(
            "a category that is listed twice keeps its last label", at: "labels(of:), which task 1 checks",
            task: 1, [7, 0]),
          ValueSuspect(
            "a category that is listed twice keeps its first label",
            at: "how encodeLabels(_:categories:) finds a label", [4, 0]),
          ValueSuspect(
            "a category that is listed twice keeps its last label",
            at: "how encodeLabels(_:categories:) finds a label", [7, 0]),
        ], hint: "Every error of labels(of:) is an error here too: let encodeLabels(_:categories:) call it."
      ) { try encodeLabels([example.categories[4], example.categories[0]], categories: listed) }
    }
  }

  func testTask2_noValuesAreAnError() throws {
    try grade {
      let example = makeExample()
      try assertThrows(
        "encodeLabels([], categories:)", "noValues", as: inWords,
        suspects: [
          ValueSuspect("an empty column is let through", at: "the start of encodeLabels(_:categories:)", [])
        ]
      ) { try encodeLabels([], categories: example.categories) }
    }
  }

  func testTask2_decodingUndoesEncoding() throws {
    try grade {
      let example = makeExample()
      let loop = "the loop in decodeLabels(_:categories:)"
      let some = try value(
        of: "decodeLabels([3, 0, 5, 6], categories:) with seven categories", errors: rangeErrors(loop)
      ) { try decodeLabels([3, 0, 5, 6], categories: example.categories) }
      try assertEqual(
        some, [3, 0, 5, 6].map { example.categories[$0] },
        "decodeLabels([3, 0, 5, 6], categories:) with seven categories",
        suspects: [
          ValueSuspect(
            "labels are taken to start at 1", at: loop, [2, 0, 4, 5].map { example.categories[$0] }),
          ValueSuspect("the categories come in their own order", at: loop, example.categories),
        ])
      try assertEqual(
        decodeLabels(example.labels, categories: example.categories), example.values,
        "decodeLabels(_:categories:) of the values' labels",
        suspects: [
          ValueSuspect(
            "labels are taken to start at 1", at: "the last line of decodeLabels(_:categories:)",
            example.labels.map { example.categories[max($0 - 1, 0)] })
        ])
      try assertEqual(
        decodeLabels([], categories: example.categories), [], "decodeLabels([], categories:)",
        hint: "An empty list has no categories, and is not an error.")
    }
  }

  func testTask2_aLabelOutOfRangeIsAnError() throws {
    try grade {
      let example = makeExample()
      let place = "the loop in decodeLabels(_:categories:)"
      let (first, last) = (example.categories[0], example.categories[6])
      for (wrong, nearest) in [(7, last), (-1, first)] {
        try assertThrows(
          "decodeLabels([0, \(wrong), 9], categories:)", "labelOutOfRange(\(wrong), index: 1)", as: inWords,
          suspects: [
            ValueSuspect("a label out of range is skipped", at: place, [first]),
            ValueSuspect(
              "a label out of range is moved to the nearest one in range", at: place, [first, nearest, last]),
          ], hint: "The first label out of range is the one to name."
        ) { try decodeLabels([0, wrong, 9], categories: example.categories) }
      }
    }
  }
}
