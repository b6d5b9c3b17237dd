import XCTest

final class PlaceholderNotebookWeavingTests: XCTestCase {}
