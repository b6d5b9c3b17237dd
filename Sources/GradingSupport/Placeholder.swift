enum PlaceholderGradingSupport {}
