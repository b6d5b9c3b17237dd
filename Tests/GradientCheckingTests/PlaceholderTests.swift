import XCTest

final class PlaceholderGradientCheckingTests: XCTestCase {}
