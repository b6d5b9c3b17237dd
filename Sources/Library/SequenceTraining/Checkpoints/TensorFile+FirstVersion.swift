/// Checkpoints of the first version, which knew one layer only and no variants of a cell.
extension TensorFile {
  /// The same checkpoint as the second version has it; what is no checkpoint of the first stays as it is.
  func upgradedFromFirstVersion() -> TensorFile {
    typealias Key = CheckpointKey
    guard let format = metadata[Key.format], format.hasSuffix(Key.version(1)),
      let plan = metadata[Key.plan], plan.first == "{"
    else { return self }
    var result = self
    result.metadata[Key.format] = format.dropLast(Key.version(1).count) + Key.version(2)
    result.metadata[Key.plan] = "{\"layerCount\":1," + plan.dropFirst()
    result.metadata[Key.layers] = "[{}]"
    result.tensors = [:]
    for (name, tensor) in tensors { result.tensors[Self.secondName(name)] = tensor }
    return result
  }

  /// `model.layer.bias` becomes `model.layers.0.bias`, `state.hidden` becomes `state.0.hidden`.
  private static func secondName(_ name: String) -> String {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, parts[0] == "state" { parts.insert("0", at: 1) }
    if parts.count == 3, parts[1] == "layer" { parts.replaceSubrange(1...1, with: ["layers", "0"]) }
    return parts.joined(separator: ".")
  }
}
