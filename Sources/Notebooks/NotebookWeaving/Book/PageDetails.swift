/// Adapts a page of nbconvert to screens of any width.
enum PageDetails {
  /// The page with scrolling tables, code that breaks between words, and numbers that do not break.
  static func adapted(_ html: String) -> String {
    withBreaksInCode(withScrollingTables(html)).replacing(#/(\d) ± (\d)/#) {
      "\($0.output.1)\u{A0}±\u{A0}\($0.output.2)"
    }
  }

  /// Tables in boxes that scroll, because a table can be wider than a phone; their captions above, where they do not.
  private static func withScrollingTables(_ html: String) -> String {
    html.replacing(#/<table([^>]*)>\s*(?:<caption[^>]*>(.*?)<\/caption>)?/#) { match in
      let caption = match.output.2.map { "<p class=\"caption\">\($0)</p>" } ?? ""
      return "\(caption)<div class=\"wide\"><table\(match.output.1)>"
    }
    .replacing(#/<th([^>]*)>([^<=]+=)([^<]+)<\/th>/#) {
      "<th\($0.output.1)>\($0.output.2)<wbr>\($0.output.3)</th>"
    }
    .replacing("</table>", with: "</table></div>")
  }

  /// Code within prose breaks after signs and before uppercase letters, not in the middle of a word.
  private static func withBreaksInCode(_ html: String) -> String {
    html.replacing(#/<code>([^<]{13,})<\/code>/#) { match in
      let code = match.output.1.replacing(#/([._=,(\/])(?=[^\s&;)])|([a-z])(?=[A-Z])/#) {
        "\($0.output.0)<wbr>"
      }
      return "<code>\(code)</code>"
    }
  }
}
