import XCTest

final class PlaceholderGradingEngineTests: XCTestCase {}
