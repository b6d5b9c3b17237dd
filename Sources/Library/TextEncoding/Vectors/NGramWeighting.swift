/// The number that a text's vector holds for each n-gram.
///
/// `tf(t)` is how often the n-gram t occurs in the text, `N` the number of texts that the vectorizer was fitted
/// to, and `df(t)` the number of those in which t occurs.
public enum NGramWeighting: Sendable, Equatable {
  /// 1 where t occurs in the text, 0 where it does not.
  case presence
  /// `tf(t)`
  case counts
  /// `tf(t) · idf(t)`, where `idf(t) = ln((1 + N) / (1 + df(t))) + 1` if smoothed, as if one more text held every
  /// n-gram once, and `idf(t) = ln(N / df(t)) + 1` if not; each vector is then divided by its Euclidean norm if
  /// normalized.
  ///
  /// N-grams that occur in few texts weigh more than those that occur in all; the `+ 1` keeps the latter from
  /// vanishing. Both switched on, this is what scikit-learn computes unless told otherwise; other sources leave
  /// out the `+ 1`, or divide `tf` by the length of the text.
  case tfIdf(smoothed: Bool = true, normalized: Bool = true)
}
