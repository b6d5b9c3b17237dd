enum PlaceholderGradientChecking {}
