/// A segment that takes no more lines and is still to be packed.
///
/// Packing touches none of the writer's files but this segment's, so that it can run on
/// another thread beside further appends.
public struct FinishedSegment: Sendable {
  /// The entries that it holds.
  public let range: SegmentRange
  let reader: JournalReader

  /// Packs the segment, and then removes the unpacked lines.
  ///
  /// The packed file is on the disk under its name, and was read back, before the
  /// unpacked one goes: a crash leaves one or both, and the next writer settles it. So
  /// can whoever calls this again after a failure.
  public func seal() throws(JournalError) {
    let path = reader.folder.openSegment(range.first)
    let store = SegmentStore(reader: reader)
    let lines: [UInt8]
    do throws(FileSystemError) {
      let file = try reader.files.open(path, .read)
      lines = try file.contents(in: 0..<file.size())
    } catch {
      throw .files(error)
    }
    try store.write(lines, as: range)
    do throws(FileSystemError) {
      // The removal is not synced: where it is lost, both files are found and compared.
      try reader.files.remove(path)
    } catch {
      throw .files(error)
    }
  }
}
