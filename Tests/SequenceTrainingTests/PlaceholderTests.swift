import XCTest

final class PlaceholderSequenceTrainingTests: XCTestCase {}
