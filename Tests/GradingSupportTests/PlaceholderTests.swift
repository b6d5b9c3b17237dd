import XCTest

final class PlaceholderGradingSupportTests: XCTestCase {}
