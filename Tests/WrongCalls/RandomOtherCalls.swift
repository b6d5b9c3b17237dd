import GradientChecking
import LinearAlgebra
import TextEncoding

/// Calls of GradientChecking and TextEncoding.
var randomOtherCalls: [RandomCall] {
  checkingCalls + textCalls
}

private var checkingCalls: [RandomCall] {
  [
    RandomCall("a gradient's check") { draw in
      let check = checkGradient(
        draw.matrix(2, 3), of: { $0.squaredNorm }, at: draw.matrix(2, 3), named: "x",
        step: draw.once(in: 3) ? draw.share() : 1e-5)
      _ = check.passes(within: draw.share())
      return []
    },
    RandomCall("a numeric gradient") { draw in
      _ = numericGradient(of: { $0.sum() }, at: draw.matrix(), step: draw.once(in: 3) ? draw.share() : 1e-5)
      return []
    },
    RandomCall("a comparison") { draw in
      _ = GradientCheck.compare(draw.matrix(2, 3), draw.matrix(2, 3), named: "x").passes()
      return []
    },
    RandomCall("a diagnosis") { draw in
      let doctor = GradientDoctor(
        batchSize: draw.once(in: 2) ? draw.index() : nil, stepCount: draw.once(in: 2) ? draw.index() : nil,
        suspects: [SuspectGradient("another", ["x": draw.matrix(2, 3)])], tolerance: draw.share())
      _ = doctor.diagnose([
        GradientComparison(name: "x", analytic: draw.matrix(2, 3), numeric: draw.matrix(2, 3))
      ])
      return []
    },
  ]
}

private var textCalls: [RandomCall] {
  [
    RandomCall("one-hot rows") { [oneHot($0.indices(), classCount: $0.size())] },
    RandomCall("a vocabulary") { draw in
      let vocabulary = Vocabulary(mostFrequentOf: draw.texts(), limit: draw.once(in: 2) ? draw.index() : nil)
      _ = vocabulary.decode(draw.indices())
      _ = try vocabulary.encode(draw.texts())
      return []
    },
    RandomCall("characters") { draw in
      let tokenizer = CharacterTokenizer(charactersOf: draw.text())
      _ = tokenizer.decode(draw.indices())
      _ = try tokenizer.encode(draw.text())
      return []
    },
    RandomCall("n-grams") { draw in
      _ = nGrams(of: draw.indices(), size: draw.size())
      return []
    },
    RandomCall("n-grams of words") { draw in
      let tokenizer = NGramTokenizer(WordTokenizer(), size: draw.size())
      _ = tokenizer.text(of: tokenizer.nGrams(of: draw.text()))
      return []
    },
    RandomCall("byte pairs") { draw in
      let tokenizer = try BytePairTokenizer(learning: draw.count(), from: draw.text())
      _ = tokenizer.decode(draw.indices())
      _ = try tokenizer.encode(draw.text())
      return []
    },
    RandomCall("n-gram vectors") { draw in
      let (a, b) = (draw.count(), draw.count())
      let vectorizer = try NGramVectorizer(fitting: draw.texts(), sizes: min(a, b)...max(a, b))
      _ = vectorizer.inverseDocumentFrequency(of: draw.index())
      return [vectorizer.matrix(of: draw.texts(), weighting: .presence)]
    },
    RandomCall("labels") { draw in
      let labels = try LabelEncoder(fitting: draw.texts())
      _ = try labels.decode(draw.indices())
      return []
    },
    RandomCall("one-hot categories") { draw in
      let encoder = try OneHotEncoder(fitting: draw.texts())
      _ = try encoder.decode(draw.matrix(2, encoder.classCount))
      return [try encoder.encode(draw.texts())]
    },
    RandomCall("sentences") { draw in
      _ = SentenceTokenizer().tokens(of: draw.text())
      return []
    },
  ]
}
