import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Every gradient of encoder–decoders of all kinds: encoder and decoder of other types and sizes, looks before and after
/// the step, embedded and one-hot tokens, with and without a bridge.
final class AttentionEncoderDecoderGradientTests: XCTestCase {
  private var generator = SplitMix64(seed: 85)

  func testABidirectionalEncoderAndAnLSTM() {
    let encoder = Bidirectional<GRUCell<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    let attention = AdditiveAttention(keySize: 2 * Size.hidden, &generator)
    for order in AttentionOrder.allCases {
      assertTranslationGradients(
        AttentionEncoderDecoder<Bidirectional<GRUCell<Double>>, LSTMCell<Double>, AdditiveAttention<Double>>(
          encoder, attention, embedded: true, bridged: true, order, &generator))
    }
  }

  func testADeepEncoderAndAnRNNThatReadsOneHotTokens() {
    let encoder = DeepRNN<RecurrentLayer<RNNCell<Double>>>(
      inputSize: Size.input, hiddenSize: TranslationSize.hidden, layerCount: 2, using: &generator)
    for order in AttentionOrder.allCases {
      assertTranslationGradients(
        AttentionEncoderDecoder<
          DeepRNN<RecurrentLayer<RNNCell<Double>>>, RNNCell<Double>, DotProductAttention<Double>
        >(encoder, DotProductAttention(), embedded: false, bridged: false, order, &generator))
    }
  }

  func testAnLSTMAndAGRU() {
    let encoder = LSTM<Double>(
      LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let attention = MultiplicativeAttention<Double>(
      querySize: TranslationSize.hidden, keySize: Size.hidden, using: &generator)
    for order in AttentionOrder.allCases {
      assertTranslationGradients(
        AttentionEncoderDecoder<LSTM<Double>, GRUCell<Double>, MultiplicativeAttention<Double>>(
          encoder, attention, embedded: true, bridged: true, order, &generator))
    }
  }

  func testADeepBidirectionalEncoder() {
    let encoder = DeepRNN<Bidirectional<RNNCell<Double>>>(
      inputSize: Size.input, hiddenSize: Size.hidden, layerCount: 2, using: &generator)
    assertTranslationGradients(
      AttentionEncoderDecoder<
        DeepRNN<Bidirectional<RNNCell<Double>>>, PeepholeLSTMCell<Double>, AdditiveAttention<Double>
      >(
        encoder, AdditiveAttention(keySize: 2 * Size.hidden, &generator), embedded: false, bridged: true,
        .beforeStep, &generator))
  }
}
