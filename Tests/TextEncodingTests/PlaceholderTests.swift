import XCTest

final class PlaceholderTextEncodingTests: XCTestCase {}
