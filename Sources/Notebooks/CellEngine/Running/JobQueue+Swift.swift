extension JobQueue {
  /// Has Swift hand its jobs to this queue, by the places that its runtime has for it.
  ///
  /// - Parameter whenMainWaits: called where a cell that waits has nothing to do for now; it never returns.
  package static func takeOver(
    whenMainWaits: @escaping @convention(c) (OpaquePointer?, OpaquePointer?) -> Void
  ) {
    let now: @convention(c) (OpaquePointer, OpaquePointer?) -> Void = { job, _ in
      JobQueue.shared.add(unsafeBitCast(job, to: UnownedJob.self))
    }
    let onMain: @convention(c) (OpaquePointer, OpaquePointer?) -> Void = { job, _ in
      JobQueue.shared.add(unsafeBitCast(job, to: UnownedJob.self), isMain: true)
    }
    let afterDelay: @convention(c) (UInt64, OpaquePointer, OpaquePointer?) -> Void = { delay, job, _ in
      JobQueue.shared.add(unsafeBitCast(job, to: UnownedJob.self), after: max(1e-9, Double(delay) / 1e9))
    }
    let atTime: @convention(c) (Int64, Int64, Int64, Int64, Int32, OpaquePointer, OpaquePointer?) -> Void = {
      seconds, nanoseconds, _, _, clock, job, _ in
      let delay = Double(seconds) + Double(nanoseconds) / 1e9 - JobQueue.time(of: clock)
      JobQueue.shared.add(unsafeBitCast(job, to: UnownedJob.self), after: max(1e-9, delay))
    }
    _ = shared
    takeOverExecutors()
    set("swift_task_enqueueGlobal_hook", unsafeBitCast(now, to: UnsafeRawPointer.self))
    set("swift_task_enqueueMainExecutor_hook", unsafeBitCast(onMain, to: UnsafeRawPointer.self))
    set("swift_task_enqueueGlobalWithDelay_hook", unsafeBitCast(afterDelay, to: UnsafeRawPointer.self))
    set("swift_task_enqueueGlobalWithDeadline_hook", unsafeBitCast(atTime, to: UnsafeRawPointer.self))
    set("swift_task_asyncMainDrainQueue_hook", unsafeBitCast(whenMainWaits, to: UnsafeRawPointer.self))
  }

  private static func set(_ name: String, _ function: UnsafeRawPointer) {
    dlsym(dlopen(nil, RTLD_NOW), name)?.storeBytes(of: function, as: UnsafeRawPointer.self)
  }

  /// Seconds on one of the runtime's two clocks: the second stands still while the computer sleeps.
  private static func time(of clock: Int32) -> Double {
    #if canImport(Darwin)
      let system = clock == 2 ? CLOCK_UPTIME_RAW : CLOCK_MONOTONIC_RAW
    #else
      let system = clock == 2 ? CLOCK_MONOTONIC : CLOCK_BOOTTIME
    #endif
    var time = timespec()
    clock_gettime(system, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
