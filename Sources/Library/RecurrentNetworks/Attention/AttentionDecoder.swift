import LinearAlgebra

/// A decoder that looks at the source again for every token that it writes.
///
/// ```
/// C_t = attention(D_{t-1}, E)                  the context; all steps of the source E, weighted
/// D_t = cell([y_{t-1}, C_t], D_{t-1})          y_{t-1}: the embedded or one-hot token of the step before
/// Z_t = [D_t, C_t] · W + b                     the logits of the next token
/// ```
///
/// This is ``AttentionOrder/beforeStep``, the default. With ``AttentionOrder/afterStep`` the cell reads `[y_{t-1}, C_{t-1}]`
/// and `C_t = attention(D_t, E)`, where `C_0 = 0`. What asks is the hidden part of the state.
///
/// | symbol | here | shape |
/// |---|---|---|
/// | `y_{t-1}` | ``embedding`` of a token, or the token one-hot | [B, E], or [B, V] |
/// | `C_t` | the context | [B, context size] |
/// | `D_t` | the state of the ``cell`` | hidden part [B, H] |
/// | `W`, `b` | ``output`` | [H + context size, V], [1, V] |
///
/// Keys and values are the outputs of an encoder, so that the context has their size. Bahdanau's output layer has one
/// more hidden layer with a maximum over pairs, and d2l's reads `D_t` alone.
public struct AttentionDecoder<Cell: RecurrentCell, Kind: Attention>: ParameterCollection
where Kind.Scalar == Cell.Scalar {
  /// The element type.
  public typealias Scalar = Cell.Scalar

  /// From tokens to what the cell reads; `nil` for one-hot tokens.
  public var embedding: Embedding<Scalar>?
  /// The recurrent step.
  public var cell: Cell
  /// The attention to the source.
  public var attention: Kind
  /// From the state and the context to logits.
  public var output: Linear<Scalar>
  /// When the decoder looks at the source.
  public let order: AttentionOrder
  /// The token that every sequence starts from, `y_0`. It is never the result of a step unless it has other uses.
  public let beginToken: Int

  /// A decoder of the given parts.
  ///
  /// - Precondition: the output layer takes state and context, the cell takes token and context, and the attention
  ///   compares the cell's hidden state with keys of the context's size.
  public init(
    embedding: Embedding<Scalar>? = nil, cell: Cell, attention: Kind, output: Linear<Scalar>,
    order: AttentionOrder = .beforeStep, beginToken: Int
  ) {
    self.embedding = embedding
    self.cell = cell
    self.attention = attention
    self.output = output
    self.order = order
    self.beginToken = beginToken
    checkParts()
  }

  /// A decoder with a fresh embedding, cell and output layer.
  ///
  /// - Parameters:
  ///   - vocabularySize: V, the number of tokens to write.
  ///   - embeddingSize: E; `nil` for one-hot tokens.
  ///   - hiddenSize: H, the size of the state, which is the size of the queries.
  ///   - contextSize: the size of the encoder's outputs, which are keys and values.
  public init(
    vocabularySize: Int, embeddingSize: Int? = nil, hiddenSize: Int, contextSize: Int, attention: Kind,
    order: AttentionOrder = .beforeStep, beginToken: Int, using generator: inout some RandomNumberGenerator
  ) {
    let inputSize = (embeddingSize ?? vocabularySize) + contextSize
    self.init(
      embedding: embeddingSize.map {
        Embedding(vocabularySize: vocabularySize, size: $0, using: &generator)
      },
      cell: Cell(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator), attention: attention,
      output: Linear(
        inputSize: hiddenSize + contextSize, outputSize: vocabularySize, using: &generator),
      order: order, beginToken: beginToken)
  }

  /// The parameters by name, `embedding.…` if there is one, `cell.…`, `attention.…` and `output.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    (embedding == nil ? [] : parameters(of: \.embedding!, named: "embedding"))
      + parameters(of: \.cell, named: "cell") + parameters(of: \.attention, named: "attention")
      + parameters(of: \.output, named: "output")
  }

  /// V, the number of tokens.
  public var vocabularySize: Int { output.weight.columns }
  /// The number of columns of a context.
  public var contextSize: Int { output.weight.rows - cell.hiddenSize }

  /// Traps unless the parts fit each other, even after they were changed one by one.
  func checkParts() {
    let tokenSize = embedding?.size ?? vocabularySize
    require(
      contextSize >= 0 && cell.inputSize == tokenSize + contextSize,
      """
      a decoder of hidden size \(cell.hiddenSize) with an output layer of shape \(output.weight.shape) has contexts of \
      size \(contextSize), so its cell reads \(tokenSize) + \(contextSize) columns, not \(cell.inputSize)
      """)
    require(
      embedding == nil || embedding?.vocabularySize == vocabularySize,
      "the embedding knows \(embedding?.vocabularySize ?? 0) tokens, and the output layer writes \(vocabularySize)"
    )
    require(
      beginToken >= 0 && beginToken < vocabularySize,
      "the begin token \(beginToken) is not one of the \(vocabularySize) tokens")
    attention.checkSizes(query: cell.hiddenSize, key: contextSize)
  }
}
