enum PlaceholderGradingEngine {}
