import Foundation
import XCTest

@testable import ChildProcesses

/// The traces a class of hostile submissions must not leave, compared before and after.
struct HostileTraces {
  private let surroundings: Workpiece.Surroundings
  private let kept: [URL]
  private let before: [String: Int]

  /// Remembers the contents of all files that must stay unchanged.
  init(_ surroundings: Workpiece.Surroundings, keeping kept: [URL]) {
    self.surroundings = surroundings
    self.kept = kept
    before = Self.contents(kept)
  }

  /// The processes still running: whatever a hostile program starts has the token among its words.
  var processes: [String] {
    ChildTree.processes { id in
      ChildTree.text("/proc/\(id)/cmdline").contains(surroundings.token)
        && !ChildTree.text("/proc/\(id)/stat").contains(") Z ")
    }.map { "\($0): \(ChildTree.text("/proc/\($0)/cmdline"))" }
  }

  /// The files that hostile programs left where they tried.
  var files: [String] {
    let root = surroundings.root
    let folders = [
      "/tmp", "/var/tmp", "/dev/shm", "/", NSHomeDirectory(), root.path, root.path + "/Solutions",
      surroundings.classFolder.path, FileManager.default.currentDirectoryPath,
    ]
    return folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.contains(surroundings.token) }.map { folder + "/" + $0 }
    }
  }

  /// The files that have changed.
  var changes: [String] {
    let after = Self.contents(kept)
    return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
  }

  private static func contents(_ places: [URL]) -> [String: Int] {
    var found: [String: Int] = [:]
    for place in places {
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? [""]
      for file in names.map({ $0.isEmpty ? place : place.appendingPathComponent($0) }) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
        found[file.path] = (try? Data(contentsOf: file))?.hashValue ?? 0
      }
    }
    return found
  }
}

/// A listener on this machine that counts connections.
final class ConnectionCounter {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = Int32(SOCK_STREAM)
    #endif
    let own = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let waits = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, size) == 0 && listen(own, 4) == 0 && getsockname(own, $0, &size) == 0
      }
    }
    _ = fcntl(own, F_SETFL, O_NONBLOCK)
    descriptor = own
    port = UInt16(bigEndian: address.sin_port)
    XCTAssertTrue(waits, "cannot listen for connections here")
  }

  deinit { close(descriptor) }

  /// How many have come since the last time.
  func count() -> Int {
    var count = 0
    while case let visitor = accept(descriptor, nil, nil), visitor >= 0 {
      close(visitor)
      count += 1
    }
    return count
  }
}
