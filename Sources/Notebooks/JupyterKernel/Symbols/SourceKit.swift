/// The toolchain's own knowledge of Swift code, as editors use it: asked in text, answered in text.
struct SourceKit {
  private typealias Object = UnsafeMutableRawPointer
  private let make:
    @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Object?
  private let send: @convention(c) (Object) -> Object?
  private let describe: @convention(c) (Object) -> UnsafeMutablePointer<CChar>?
  private let releaseRequest: @convention(c) (Object) -> Void
  private let disposeResponse: @convention(c) (Object) -> Void

  /// Loads it; `nil` where the toolchain does not have it.
  ///
  /// - Parameter toolchain: the folder with `bin` and `lib`.
  init?(toolchain: String) {
    #if canImport(Darwin)
      let path = toolchain + "/lib/sourcekitdInProc.framework/sourcekitdInProc"
    #else
      let path = toolchain + "/lib/libsourcekitdInProc.so"
    #endif
    guard let library = dlopen(path, RTLD_NOW), let start = dlsym(library, "sourcekitd_initialize"),
      let make = dlsym(library, "sourcekitd_request_create_from_yaml"),
      let send = dlsym(library, "sourcekitd_send_request_sync"),
      let describe = dlsym(library, "sourcekitd_response_description_copy"),
      let release = dlsym(library, "sourcekitd_request_release"),
      let dispose = dlsym(library, "sourcekitd_response_dispose")
    else { return nil }
    unsafeBitCast(start, to: (@convention(c) () -> Void).self)()
    self.make = unsafeBitCast(make, to: type(of: self.make))
    self.send = unsafeBitCast(send, to: type(of: self.send))
    self.describe = unsafeBitCast(describe, to: type(of: self.describe))
    releaseRequest = unsafeBitCast(release, to: type(of: releaseRequest))
    disposeResponse = unsafeBitCast(dispose, to: type(of: disposeResponse))
  }

  /// The answer to a request in YAML; `nil` where it is not understood.
  func answer(to request: String) -> String? {
    guard let request = make(request, nil) else { return nil }
    defer { releaseRequest(request) }
    guard let response = send(request) else { return nil }
    defer { disposeResponse(response) }
    guard let text = describe(response) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
