import Foundation

/// A quoted word for a POSIX shell, whatever it contains.
package func shellQuoted(_ word: String) -> String {
  let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+=:@%".utf8
  let isPlain = !word.isEmpty && word.utf8.allSatisfy(plain.contains)
  return isPlain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
}
