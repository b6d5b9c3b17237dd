/// The language of the notebooks, in their files and in the kernel's replies. JupyterLab marks a notebook as changed if the
/// two differ.
package enum NotebookLanguage {
  /// The fields of Jupyter's `language_info`.
  package static let info: JSONValue = [
    "name": "swift", "version": "6", "mimetype": "text/x-swift", "file_extension": ".swift",
    "pygments_lexer": "swift", "codemirror_mode": "swift",
  ]
}
