enum PlaceholderNotebookDisplay {}
