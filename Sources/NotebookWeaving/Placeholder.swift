enum PlaceholderNotebookWeaving {}
