extension [ChapterCell] {
  /// The cells with the outputs of a run, each at the cell whose lines it came from.
  ///
  /// - Throws: ``WeavingError`` where a function printed or showed something: its line is not the cell's.
  func filled(with records: [OutputRecord], file: String) throws -> [ChapterCell] {
    var cells = self
    for record in records {
      if let function = record.insideFunction {
        throw WeavingError(
          "\(file):\(record.line): '\(function)' prints or shows from inside a function, and so under no cell; "
            + "return the value and show it at the top level")
      }
      guard let index = cells.firstIndex(where: { $0.lines?.contains(record.line) == true }) else {
        throw WeavingError("\(file):\(record.line): an output from outside the cells; weave again")
      }
      cells[index].add(record)
    }
    return cells
  }

  /// The number, counted from 1, of the cell that holds a line.
  func number(ofCellAt line: Int) -> Int? {
    firstIndex { $0.lines?.contains(line) == true }.map { $0 + 1 }
  }
}

extension ChapterCell {
  /// Adds one output; texts printed in a row become one.
  fileprivate mutating func add(_ record: OutputRecord) {
    if let display = record.display {
      outputs.append(.display(display.forms))
    } else if let text = record.text {
      if case .text(let before) = outputs.last {
        outputs[outputs.count - 1] = .text(before + text)
      } else {
        outputs.append(.text(text))
      }
    }
  }
}
