import XCTest

final class PlaceholderLinearAlgebraTests: XCTestCase {}
