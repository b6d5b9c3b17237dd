extension CourseUnit {
  /// Unit 01: categories as numbers.
  static let oneHot = CourseUnit(
    number: "01", name: "OneHot", title: "Categories as numbers",
    summary: "What sequence data is, and how words and other categories become rows of numbers.",
    files: ["Labels.swift", "OneHot.swift", "Table.swift", "Embedding.swift", "Weekdays.swift"],
    tasks: [
      CourseTask(
        id: "01.1", name: "the categories of a column and their labels", files: ["Labels.swift"],
        points: 15,
        hints: [
          "A set holds every value once, but has no order; Dictionary(uniqueKeysWithValues:) traps on a duplicate.",
          "categories(of:) sorts the distinct values; labels(of:) keeps the order it is given.",
          "Set(values).sorted(); and a loop over categories.enumerated() that throws if the dictionary already has the category.",
        ]),
      CourseTask(
        id: "01.2", name: "label encoding and back", files: ["Labels.swift"],
        points: 20, dependsOn: ["01.1"],
        hints: [
          "The categories are given: look each value up, and learn nothing from the values.",
          "encodeLabels looks up each value in the dictionary of labels(of:); decodeLabels reads the list of categories at each label.",
          "values.enumerated().map { … }, with guard let label = labels[value] else { throw CategoryError.unseen(value, index: index) }.",
        ]),
      CourseTask(
        id: "01.3", name: "one-hot encoding and back", files: ["OneHot.swift"],
        points: 20,
        hints: [
          "A row represents one value: a single 1, in the column of the value's label, and zeros elsewhere.",
          "oneHot(_:classCount:) sets one element of each row in a matrix of zeros, [N, classCount]; decodeOneHot(_:) counts the elements of each row that are not 0.",
          "rows[row, label] = 1; and a row is one-hot if exactly one element is not 0 and that one is 1.",
        ]),
      CourseTask(
        id: "01.4", name: "a whole table with mixed columns", files: ["Table.swift"],
        points: 20, dependsOn: ["01.1", "01.2", "01.3"],
        hints: [
          "Make a matrix and a list of names for each column separately, and put them side by side at the end.",
          "A column of numbers is [N, 1]; a column of categories becomes one-hot rows, by tasks 1 to 3.",
          "switch column.values, then concatenate(columns: parts); the names are \"\\(column.name)=\\(category)\".",
        ]),
      CourseTask(
        id: "01.5", name: "rows of a matrix without the product", files: ["Embedding.swift"],
        points: 10,
        hints: [
          "A one-hot row times a matrix is one row of that matrix: think about which.",
          "Copy that row; a product would also touch the other rows, and 0 · infinity is not 0.",
          "picked[row, unit] = weight[label, unit] for every unit, after a check that the label has a row.",
        ]),
      CourseTask(
        id: "01.6", name: "a week that is a circle", files: ["Weekdays.swift"],
        points: 15,
        hints: [
          "One number per day cannot do it: on a line, the two ends are far apart. With two numbers, a day is a point in a plane.",
          "Seven points at equal distances that close: take a circle, and go around it once in seven equal steps.",
          "The angle of day d is 2π · d / 7, and its point is (cos, sin) of that angle.",
        ]),
    ])
}
