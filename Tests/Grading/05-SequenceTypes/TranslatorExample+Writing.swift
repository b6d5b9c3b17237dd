import EarlierUnits
import GradingSupport
import LinearAlgebra

extension TranslatorExample {
  /// Six tokens, written from a given D_0.
  func tokens(
    from start: Matrix<Double>, keepsState: Bool = true, readsChoice: Bool = true,
    readsShares: Bool = false, readsLogits: Bool = false, reading first: Matrix<Double>? = nil,
    choosesFirst: Bool = false, count: Int = 6
  ) -> [[Int]] {
    var (state, read) = (start, first ?? decoderInputs[0])
    return (0..<count).map { _ in
      let before = state
      state = LoopRNN(translator.decoder).step(read, from: keepsState ? state : start)
      let tokens = LoopLinear(translator.output).choice(choosesFirst ? before : state)
      if readsChoice {
        let scores = LoopLinear(translator.output).logits(state)
        read = readsShares ? softmax(scores) : readsLogits ? scores : indicator(tokens, 7)
      }
      return tokens
    }
  }

  /// What is written with each known mistake.
  var writings: [ValueSuspect<[[Int]]>] {
    let place = "translate(_:lengths:start:stepCount:)"
    let right = tokens(from: handedOver)
    let ofTask3 = startsOfTask3.map {
      ValueSuspect(
        $0.mistake, at: "lastStates(_:lengths:), which task 3 checks", task: 3, tokens(from: $0.state))
    }
    return ofTask3 + starts.map { ValueSuspect($0.mistake, at: place, tokens(from: $0.state)) } + [
      ValueSuspect(
        "every step starts from the encoder's state again", at: place,
        tokens(from: handedOver, keepsState: false)),
      ValueSuspect(
        "every step reads the start again, and not the token written before", at: place,
        tokens(from: handedOver, readsChoice: false)),
      ValueSuspect(
        "each step reads the probabilities of the previous step, and not the chosen token",
        at: place,
        tokens(from: handedOver, readsShares: true)),
      ValueSuspect(
        "each step reads the logits of the previous step, and not the token chosen from them", at: place,
        tokens(from: handedOver, readsLogits: true)),
      ValueSuspect(
        "the first step reads the end token, whatever start is", at: place,
        tokens(from: handedOver, reading: indicator([3, 3], 7))),
      ValueSuspect(
        "the first step reads nothing but zeros, whatever start is", at: place,
        tokens(from: handedOver, reading: .zeros(rows: 2, columns: 7))),
      ValueSuspect("no token is appended to the list", at: place, []),
      ValueSuspect("the last step is missing", at: place, tokens(from: handedOver, count: 5)),
      ValueSuspect("one step too many is made", at: place, tokens(from: handedOver, count: 7)),
      ValueSuspect("the first token written is missing", at: place, Array(right.dropFirst())),
      ValueSuspect(
        "the start counts as the first token written", at: place,
        [decoderInputs[0].rowArgmax()] + right.dropLast()),
      ValueSuspect("the tokens are in reverse order, the last first", at: place, right.reversed()),
      ValueSuspect(
        "each token is chosen before its step is taken, from the previous state", at: place,
        tokens(from: handedOver, choosesFirst: true)),
      ValueSuspect(
        "the decoder's state never changes: no step is taken", at: place,
        right.map { _ in LoopLinear(translator.output).choice(handedOver) }),
    ]
  }
}
