enum PlaceholderLA {}
