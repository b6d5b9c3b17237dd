import XCTest

final class PlaceholderCourseCatalogTests: XCTestCase {}
