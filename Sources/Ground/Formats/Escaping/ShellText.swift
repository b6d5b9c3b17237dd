import Foundation

/// A word as a POSIX shell takes it for one, whatever it holds.
package func shellQuoted(_ word: String) -> String {
  let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+=:@%".utf8
  let isPlain = !word.isEmpty && word.utf8.allSatisfy(plain.contains)
  return isPlain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
}
