import XCTest

final class RNNTests: XCTestCase {}
