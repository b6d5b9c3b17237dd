import XCTest

final class PlaceholderRecurrentNetworksTests: XCTestCase {}
