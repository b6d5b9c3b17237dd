/// Values by name, as a file of tensors names them: by code points.
///
/// A dictionary with keys of type `String` takes "é" and "e" with a combining accent for one key, because to a reader
/// they are the same text. To the format they are two names, and a file may hold both. Otherwise it is used as a
/// dictionary is:
///
/// ```swift
/// file.tensors["weight_ih_l0"] = StoredTensor(weight)
/// for (name, tensor) in file.tensors { print(name, tensor.shape) }
/// ```
public struct NamedValues<Value> {
  private var valueOfName: [ExactName: Value] = [:]

  /// No values.
  public init() {}

  /// The value of a name; `nil` if there is none, and to take one away.
  public subscript(name: String) -> Value? {
    get { valueOfName[ExactName(text: name)] }
    set { valueOfName[ExactName(text: name)] = newValue }
  }

  /// The names, in no particular order.
  public var keys: [String] { valueOfName.keys.map(\.text) }

  /// The values, in no particular order.
  public var values: [Value] { Array(valueOfName.values) }

  /// The values whose name and value are wanted.
  public func filter(_ isWanted: ((key: String, value: Value)) throws -> Bool) rethrows -> NamedValues {
    var result = self
    for (key, value) in self where try !isWanted((key, value)) { result[key] = nil }
    return result
  }
}

/// A name that equals only what has the same code points, and sorts by them.
private struct ExactName: Hashable, Comparable, Sendable {
  let text: String

  static func == (left: ExactName, right: ExactName) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  static func < (left: ExactName, right: ExactName) -> Bool { left.text.comesBefore(right.text) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension String {
  /// Whether the code points come before those of another text: the order of UTF-8 is theirs.
  func comesBefore(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension NamedValues: Sequence {
  /// The names with their values, sorted by code points.
  public func makeIterator() -> AnyIterator<(key: String, value: Value)> {
    var sorted = valueOfName.sorted { $0.key < $1.key }.makeIterator()
    return AnyIterator { sorted.next().map { ($0.key.text, $0.value) } }
  }

  /// How many there are.
  public var count: Int { valueOfName.count }

  /// Whether there are none.
  public var isEmpty: Bool { valueOfName.isEmpty }
}

extension NamedValues: ExpressibleByDictionaryLiteral {
  /// The values of a literal.
  ///
  /// - Precondition: no name occurs twice.
  public init(dictionaryLiteral elements: (String, Value)...) {
    valueOfName = Dictionary(uniqueKeysWithValues: elements.map { (ExactName(text: $0), $1) })
  }
}

extension NamedValues: Equatable where Value: Equatable {}
extension NamedValues: Sendable where Value: Sendable {}
