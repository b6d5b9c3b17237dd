/// Where a piece of output came from.
struct OutputSource: Equatable {
  let line: Int
  let function: String
  let fileID: String

  /// Code at the top level, closures there included, names its module as its function. What a function prints
  /// has the line of the function, not of the cell that called it.
  var isTopLevel: Bool { fileID == "\(function)/main.swift" }
}

/// One line of the file that the weaver reads: an output and the line it came from.
struct OutputRecord: Codable, Equatable {
  /// The line of the call in the chapter's `main.swift`.
  let line: Int
  /// What `print` wrote.
  var text: String?
  /// What `show` displayed.
  var display: MimeBundle?
  /// The function that wrote from inside, for which there is no cell; nothing else is set then.
  var insideFunction: String?
}
