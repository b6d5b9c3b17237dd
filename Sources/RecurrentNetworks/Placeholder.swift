enum PlaceholderRecurrentNetworks {}
