extension BookTemplate {
  /// `book.css`.
  static let style = """
    :root { color-scheme: light; --ink: #1c1c1e; --quiet: #6b6b70; --line: #dcdce0; --link: #0a58a5; }
    * { box-sizing: border-box; }
    body { margin: 0; display: flex; color: var(--ink); background: #fff;
      font: 17px/1.6 "Iowan Old Style", "Palatino Linotype", Georgia, serif; }
    a { color: var(--link); text-decoration: none; }
    a:hover { text-decoration: underline; }
    .contents { width: 19rem; flex: none; height: 100vh; position: sticky; top: 0; overflow-y: auto;
      padding: 1.5rem 1.2rem; border-right: 1px solid var(--line); background: #f8f8f9;
      font: 14px/1.45 system-ui, sans-serif; }
    .contents .home { display: block; font-weight: 600; color: var(--ink); margin-bottom: 1rem; }
    .contents ul, .contents ol { list-style: none; margin: 0.6rem 0; padding: 0; }
    .contents li { margin: 0.3rem 0; }
    .contents li li { margin-left: 1rem; font-size: 13px; }
    .contents .exercise { margin-left: 1rem; }
    .contents [aria-current] { font-weight: 600; color: var(--ink); }
    #query { width: 100%; padding: 0.4rem 0.6rem; border: 1px solid var(--line); border-radius: 6px; font: inherit; }
    #results p { margin: 0.1rem 0 0.5rem; color: var(--quiet); font-size: 12.5px; }
    main { flex: 1; min-width: 0; max-width: 52rem; margin: 0 auto; padding: 2rem 2.5rem 4rem; }
    h1, h2, h3, h4 { font-family: system-ui, sans-serif; line-height: 1.25; margin: 2.2rem 0 0.8rem; }
    h1 { font-size: 2rem; margin-top: 0.5rem; } h2 { font-size: 1.45rem; } h3 { font-size: 1.15rem; }
    .anchor-link { visibility: hidden; padding-left: 0.4rem; color: var(--quiet); }
    :is(h1, h2, h3, h4):hover .anchor-link { visibility: visible; }
    .prompt { display: none; }
    code, pre { font: 13.5px/1.5 ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; }
    :not(pre) > code { background: #f2f2f4; padding: 0.1em 0.3em; border-radius: 4px; }
    pre { margin: 0; overflow-x: auto; }
    .input_area, .text_cell_render pre { background: #f6f7f9; border: 1px solid var(--line); border-radius: 6px;
      padding: 0.7rem 0.9rem; margin: 1rem 0 0.6rem; }
    details { margin: 0.8rem 0; } details[open] > summary { margin-bottom: 0.4rem; }
    summary { cursor: pointer; color: var(--link); font: 14.5px/1.5 system-ui, sans-serif; }
    .output_area { margin: 0.6rem 0 1.2rem; overflow-x: auto; }
    .output_text pre { color: #333; padding-left: 0.9rem; border-left: 3px solid var(--line); }
    .output_area img, .output_area svg { max-width: 100%; height: auto; }
    table { border-collapse: collapse; font: 14.5px/1.45 system-ui, sans-serif; margin: 0.8rem 0;
      display: block; max-width: 100%; overflow-x: auto; }
    th, td { padding: 0.25rem 0.8rem; border-bottom: 1px solid var(--line); text-align: left; }
    th { border-bottom-color: #b5b5bb; } caption { text-align: left; color: var(--quiet); padding: 0.2rem 0; }
    blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: #444; }
    math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math, serif; font-size: 1.05em; }
    math[display="block"] { margin: 1rem 0; overflow-x: auto; overflow-y: hidden; padding: 0.2rem 0; }
    mtd.left { text-align: left; } mtd.right { text-align: right; }
    mtd.aligned { padding: 0.25em 0.1em; }
    .units { list-style: none; padding: 0; } .units li { margin: 1.1rem 0; } .units p { margin: 0.1rem 0; }
    .units > li > a { font: 600 1.1rem system-ui, sans-serif; }
    .steps { display: flex; justify-content: space-between; gap: 1rem; margin-top: 3rem; padding-top: 1rem;
      border-top: 1px solid var(--line); font: 15px system-ui, sans-serif; }
    .highlight :is(.k, .kd, .kc, .kr, .kt) { color: #8b2f8b; } .highlight :is(.s, .si, .se) { color: #a3361f; }
    .highlight :is(.c1, .cm) { color: #667380; font-style: italic; } .highlight :is(.mi, .mf) { color: #1f5fa8; }
    .highlight :is(.nc, .nf) { color: #276f6b; }
    @media (max-width: 60rem) { body { display: block; }
      .contents { width: auto; height: auto; position: static; border: 0; border-bottom: 1px solid var(--line); }
      main { padding: 1.2rem; } }
    @media print { .contents, .steps { display: none; } }

    """

  /// `book.js`: the search. Every word has to occur in a section; those with words in their title come first, then
  /// those with the words in a row.
  static let script = #"""
    "use strict";
    const query = document.getElementById("query");
    const results = document.getElementById("results");
    const entries = searchIndex.map(e => ({ ...e, title_: e.title.toLowerCase(), text_: e.text.toLowerCase() }));

    function rank(e, words) {
      return 2 * words.filter(w => e.title_.includes(w)).length + (e.text_.includes(words.join(" ")) ? 1 : 0);
    }

    function found(words) {
      return entries
        .filter(e => words.every(w => e.title_.includes(w) || e.text_.includes(w)))
        .map(e => ({ e, rank: rank(e, words) }))
        .sort((a, b) => b.rank - a.rank).slice(0, 20).map(r => r.e);
    }

    function excerpt(e, word) {
      const at = Math.max(0, e.text_.indexOf(word) - 40);
      return (at > 0 ? "… " : "") + e.text.slice(at, at + 110) + " …";
    }

    function item(e, words) {
      const li = document.createElement("li"), a = document.createElement("a"), p = document.createElement("p");
      a.href = e.url;
      a.textContent = e.page + ": " + e.title;
      p.textContent = excerpt(e, words[0]);
      li.append(a, p);
      return li;
    }

    function search() {
      const words = query.value.toLowerCase().split(/\s+/).filter(w => w);
      const hits = words.length ? found(words) : [];
      results.replaceChildren(...hits.map(e => item(e, words)));
      if (words.length && !hits.length) results.textContent = "Nothing found.";
    }

    query.addEventListener("input", search);

    """#
}
