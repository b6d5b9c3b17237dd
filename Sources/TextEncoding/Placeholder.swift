enum PlaceholderTextEncoding {}
