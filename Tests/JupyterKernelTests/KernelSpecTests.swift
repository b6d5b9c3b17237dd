import Foundation
import XCTest

@testable import CellEngine
@testable import JupyterKernel

final class KernelSpecTests: XCTestCase {
  private var data = URL(fileURLWithPath: "/")

  override func setUpWithError() throws {
    data = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  }

  override func tearDownWithError() throws { try? FileManager.default.removeItem(at: data) }

  func testInstallsAndUninstallsItself() throws {
    let spec = KernelSpec(data: data)
    XCTAssertFalse(spec.isThere)
    XCTAssertThrowsError(try spec.uninstall())
    try spec.install(executable: URL(fileURLWithPath: "/a place/course"))
    XCTAssertTrue(spec.isOurs)
    XCTAssertEqual(spec.command, "/a place/course")
    let icon = try Data(contentsOf: spec.folder.appendingPathComponent("logo-64x64.png"))
    XCTAssertEqual(Array(icon.prefix(8)), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    let drawing = try String(contentsOf: spec.folder.appendingPathComponent("logo-svg.svg"), encoding: .utf8)
    XCTAssertTrue(drawing.hasPrefix("<svg ") && drawing.hasSuffix("</svg>\n"), drawing)
    try spec.install(executable: URL(fileURLWithPath: "/another/course"))
    XCTAssertEqual(spec.command, "/another/course")
    try spec.uninstall()
    XCTAssertFalse(FileManager.default.fileExists(atPath: spec.folder.path))
  }

  func testLeavesAnotherKernelAlone() throws {
    let spec = KernelSpec(data: data)
    try FileManager.default.createDirectory(at: spec.folder, withIntermediateDirectories: true)
    let other = #"{"argv": ["python", "kernel.py"], "display_name": "Swift", "language": "swift"}"#
    try Data(other.utf8).write(to: spec.folder.appendingPathComponent("kernel.json"))
    XCTAssertThrowsError(try spec.install(executable: URL(fileURLWithPath: "/a/course")))
    XCTAssertThrowsError(try spec.uninstall())
    XCTAssertEqual(spec.command, "python")
  }

  func testAnActiveEnvironmentIsMeantUnlessTheUserIs() {
    let environment = ["VIRTUAL_ENV": "/lab", "JUPYTER_DATA_DIR": "/data"]
    XCTAssertEqual(
      JupyterPlace.usual(environment: environment, isForUser: false).data.path, "/lab/share/jupyter")
    XCTAssertNotEqual(
      JupyterPlace.usual(environment: environment, isForUser: true).data.path, "/lab/share/jupyter")
  }

  func testAConnectionFileSaysWhatIsWrongWithIt() throws {
    let file = data.appendingPathComponent("connection.json")
    XCTAssertThrowsError(try ConnectionFile(contentsOf: file)) {
      XCTAssertTrue("\($0)".contains("cannot be read"), "\($0)")
    }
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let fields =
      #""ip": "127.0.0.1", "shell_port": 1, "control_port": 2, "stdin_port": 3, "iopub_port": 4, "hb_port": 5"#
    for (text, complaint) in [
      ("[]", "no connection file"),
      ("{\(fields), \"transport\": \"ipc\", \"key\": \"\", \"signature_scheme\": \"\"}", "'ipc'"),
      (
        "{\(fields), \"transport\": \"tcp\", \"key\": \"k\", \"signature_scheme\": \"hmac-md5\"}",
        "'hmac-md5'"
      ),
    ] {
      try Data(text.utf8).write(to: file)
      XCTAssertThrowsError(try ConnectionFile(contentsOf: file)) {
        XCTAssertTrue("\($0)".contains(complaint), "\($0)")
      }
    }
  }
}
