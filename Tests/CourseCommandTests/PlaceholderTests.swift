import XCTest

final class PlaceholderCourseCommandTests: XCTestCase {}
