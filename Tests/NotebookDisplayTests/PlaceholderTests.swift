import XCTest

final class PlaceholderNotebookDisplayTests: XCTestCase {}
