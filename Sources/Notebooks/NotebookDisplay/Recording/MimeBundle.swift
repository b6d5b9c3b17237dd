/// One value in several forms, keyed by mime type: a notebook shows the richest form that it can.
public struct MimeBundle: Equatable, Sendable, Codable {
  /// The forms, `"text/plain"` → the text.
  public var forms: [String: String]

  /// A bundle of plain text, which every other form stands beside.
  public init(plain: String) { forms = [MimeBundle.plain: plain] }

  /// The form that a terminal shows.
  public var plain: String { forms[MimeBundle.plain] ?? "" }

  /// The form for a Markdown page, where there is one.
  public var markdown: String? {
    get { forms["text/markdown"] }
    set { forms["text/markdown"] = newValue }
  }

  /// The form for a notebook's page, where there is one.
  public var html: String? {
    get { forms["text/html"] }
    set { forms["text/html"] = newValue }
  }

  /// The drawing, where there is one.
  public var svg: String? {
    get { forms["image/svg+xml"] }
    set { forms["image/svg+xml"] = newValue }
  }

  private static let plain = "text/plain"
}
