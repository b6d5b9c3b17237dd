import Foundation

/// The texts that ship with the course.
public enum CourseText {
  /// Tales of a small harbour town, written for this course: about 33,000 characters.
  public static var lighthouse: URL? {
    Bundle.module.url(forResource: "the-lighthouse", withExtension: "txt", subdirectory: "Texts")
  }

  /// 697 given names in small letters, one per line, in a random order.
  public static var names: URL? {
    Bundle.module.url(forResource: "names", withExtension: "txt", subdirectory: "Texts")
  }
}
