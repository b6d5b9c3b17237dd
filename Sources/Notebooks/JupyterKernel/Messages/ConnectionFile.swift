import Formats
import Foundation

/// The file with which Jupyter starts a kernel: where to listen, and the key that messages are signed with.
struct ConnectionFile: Decodable, Equatable {
  var transport: String
  var ip: String
  var shell_port: Int
  var control_port: Int
  var stdin_port: Int
  var iopub_port: Int
  var hb_port: Int
  var key: String
  var signature_scheme: String
}

extension ConnectionFile {
  /// Reads a connection file.
  ///
  /// - Throws: `Complaint` where it cannot be read, or asks for what this kernel does not have.
  init(contentsOf file: URL) throws {
    guard let data = try? Data(contentsOf: file) else {
      throw Complaint(
        "\(file.path) cannot be read; Jupyter writes this file and names it when it starts a kernel")
    }
    guard let read = try? JSONDecoder().decode(ConnectionFile.self, from: data) else {
      throw Complaint(
        "\(file.path) is no connection file of Jupyter's: it has to hold five ports and a key")
    }
    guard read.transport == "tcp" else {
      throw Complaint(
        "\(file.path) asks for the transport '\(read.transport)'; this kernel has tcp alone")
    }
    guard read.signature_scheme == "hmac-sha256" || read.key.isEmpty else {
      throw Complaint(
        "\(file.path) asks for the signature scheme '\(read.signature_scheme)'; this kernel has hmac-sha256 alone"
      )
    }
    self = read
  }
}
