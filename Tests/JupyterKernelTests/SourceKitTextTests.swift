import XCTest

@testable import CellEngine
@testable import JupyterKernel

final class SourceKitTextTests: XCTestCase {
  func testReadsCandidatesEachNameOnce() {
    let text = """
      {
        key.results: [
          {
            key.kind: source.lang.swift.decl.function.method.instance,
            key.name: "transposed()",
            key.description: "transposed()",
            key.typename: "Matrix<Double>",
            key.substructure: {
              key.nameoffset: 0
            }
          },
          {
            key.kind: source.lang.swift.decl.function.method.instance,
            key.name: "transposed(by:)"
          },
          {
            key.kind: source.lang.swift.decl.function.operator.infix,
            key.name: "m!=",
          }
        ]
      }
      """
    XCTAssertEqual(
      SourceKitText.candidates(in: text),
      [
        .init(name: "transposed()", kind: "function", signature: "transposed() -> Matrix<Double>"),
        .init(name: "transposed(", kind: "function", signature: "transposed(by:)"),
      ])
  }

  func testReadsTheFirstLabelOfACall() {
    let text = """
      {
        key.kind: source.lang.swift.decl.function.constructor,
        key.name: "inputSize:hiddenSize:",
        key.description: "inputSize: Int, hiddenSize: Int",
        key.sourcetext: "inputSize: <#T##Int#>, hiddenSize: <#T##Int#>"
      },
      {
        key.kind: source.lang.swift.decl.function.constructor,
        key.name: ":convention:",
        key.sourcetext: "<#T##weights: [String : Matrix<Double>]##[String : Matrix<Double>]#>, convention: <#T##W#>"
      }
      """
    XCTAssertEqual(
      SourceKitText.candidates(in: text),
      [
        .init(
          name: "inputSize: ", kind: "property", signature: "inputSize: Int, hiddenSize: Int", isLabel: true)
      ])
  }

  func testReadsDeclarationAndComment() {
    let text = """
        key.name: "f(_:)",
        key.doc_comment: "Says \\"no\\".\\n\\n- Returns: no.",
        key.annotated_decl: "<Declaration>func f(_ n: <Type usr=\\"s:Si\\">Int</Type>) -&gt; [Int]</Declaration>",
      """
    let answer = SourceKitText.explanation(in: text)
    XCTAssertEqual(answer.declaration, "func f(_ n: Int) -> [Int]")
    XCTAssertEqual(answer.comment, "Says \"no\".\n\n- Returns: no.")
  }
}
