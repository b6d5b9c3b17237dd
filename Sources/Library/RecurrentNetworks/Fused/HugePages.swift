import Foundation

/// Zeroed memory straight from the system, for large buffers: pages that are never touched are never there, and on
/// Linux they are huge where the system has such pages.
struct HugePages {
  let start: UnsafeMutableRawPointer
  let release: () -> Void

  /// None if `bytes` would not fill a huge page, or if the system has no memory to give in this way.
  init?(_ bytes: Int) {
    let size = 1 << 21
    guard bytes >= size else { return nil }
    // One page more, so that the buffer can start where a page does.
    let length = bytes + size
    guard
      let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      memory != MAP_FAILED
    else { return nil }
    start = UnsafeMutableRawPointer(bitPattern: (Int(bitPattern: memory) + size - 1) & ~(size - 1)) ?? memory
    #if os(Linux)
      _ = madvise(start, bytes, MADV_HUGEPAGE)
    #endif
    release = { munmap(memory, length) }
  }
}
