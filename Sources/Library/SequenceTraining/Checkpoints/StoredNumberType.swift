import Foundation

/// The types of number that are read from a tensor file, under the format's names.
enum StoredNumberType: String, CaseIterable {
  /// IEEE 754 numbers of 64, 32 and 16 bits.
  case double = "F64", float = "F32", half = "F16"
  /// The upper 16 bits of a 32-bit number.
  case brainFloat = "BF16"

  /// How many bytes a number takes.
  var width: Int {
    switch self {
    case .double: 8
    case .float: 4
    case .half, .brainFloat: 2
    }
  }

  /// The numbers in `bytes`, the lowest byte of each first.
  func numbers(in bytes: Data) -> StoredTensor.Numbers {
    switch self {
    case .double: .double(words(in: bytes) { Double(bitPattern: $0) })
    case .float: .float(words(in: bytes) { Float(bitPattern: $0) })
    case .half: .float(words(in: bytes, floatOfHalf))
    case .brainFloat: .float(words(in: bytes) { (word: UInt16) in Float(bitPattern: UInt32(word) << 16) })
    }
  }

  private func words<Word: FixedWidthInteger, Number>(in bytes: Data, _ number: (Word) -> Number) -> [Number]
  {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / width).map { index in
        number(Word(littleEndian: raw.loadUnaligned(fromByteOffset: index * width, as: Word.self)))
      }
    }
  }
}

/// The number whose 16 bits are 1 of sign, 5 of exponent (biased by 15) and 10 of fraction. Every one of them is
/// a 32-bit number too. (`Float16` itself is not there on every Mac.)
func floatOfHalf(_ bits: UInt16) -> Float {
  let sign: Float = bits >> 15 == 1 ? -1 : 1
  let exponent = Int(bits >> 10 & 0x1F)
  let fraction = UInt32(bits & 0x3FF)
  switch exponent {
  case 0: return sign * Float(fraction) * 0x1p-24
  case 0x1F: return Float(bitPattern: UInt32(bits >> 15) << 31 | 0x7F80_0000 | fraction << 13)
  default:
    return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + Float(fraction) * 0x1p-10)
  }
}
