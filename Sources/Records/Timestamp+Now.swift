import Glibc

extension Timestamp {
  /// The machine's clock: the one thing that this target asks of the machine.
  public static func now() -> Timestamp {
    var time = timespec()
    // CLOCK_REALTIME exists on every system, and a valid pointer is all that it asks for.
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
