import Journal
import Records

/// Where the files of a bundle lie: the layer `archive`, and of the layer `bag`, which files
/// there are.
///
/// Nothing but headers was read for it.
struct BundleIndex: Sendable {
  /// The bundle's folder.
  let name: BundleName
  /// The files under `data/`, in the order of their names, the folder left off.
  let payload: [ArchiveMember]

  /// The files outside `data/`: each of them, once.
  private let tagFiles: [ArchiveMember]
  private let file: any OpenFile

  /// Reads the headers of the archive.
  init(_ file: any OpenFile) throws(BundleFault) {
    self.file = file
    let (name, members) = try Self.members(of: file)
    self.name = name
    var tagFiles: [ArchiveMember] = []
    var payload: [ArchiveMember] = []
    for member in members {
      if BundlePath.rank(of: member.name) < BundlePath.tagFiles.count {
        tagFiles.append(member)
      } else if BundlePayload(member.name) != nil {
        payload.append(member)
      } else {
        throw BundleFault(.bag, file: member.name, "a bundle has no such file")
      }
    }
    for path in BundlePath.tagFiles where !tagFiles.contains(where: { $0.name == path }) {
      throw BundleFault(.bag, file: path, "the file is missing")
    }
    self.tagFiles = tagFiles
    self.payload = payload
  }

  /// A file outside `data/`.
  func tagMember(_ path: String) -> ArchiveMember {
    guard let member = tagFiles.first(where: { $0.name == path }) else {
      preconditionFailure("Every file outside data/ was found to be there.")
    }
    return member
  }

  /// The bytes of a file outside `data/`, which may have up to `limit`.
  func tagFile(
    _ path: String,
    limit: Int,
    layer: BundleLayer = .bag,
  ) throws(BundleFault) -> [UInt8] {
    let member = tagMember(path)
    guard member.size <= Int64(limit) else {
      throw BundleFault(layer, file: path, "the file is larger than \(limit) bytes")
    }
    return try range(member.offset, member.size).bytes()
  }

  /// The bytes of a stretch of the archive.
  func range(_ offset: Int64, _ size: Int64) -> FileRange {
    FileRange(file, offset: offset, size: size)
  }

  /// The members of the archive, all in one folder and in their order, the folder left off.
  private static func members(
    of file: any OpenFile
  ) throws(BundleFault) -> (BundleName, [ArchiveMember]) {
    var reader = try ArchiveReader.open(file)
    var name: BundleName?
    var members: [ArchiveMember] = []
    var last: (rank: Int, path: String)?
    while let member = try reader.next() {
      let (folder, path) = try split(member.name)
      guard name == nil || name == folder else {
        throw BundleFault(.archive, file: member.name, "the archive has more than one folder")
      }
      name = folder
      members.append(ArchiveMember(name: path, offset: member.offset, size: member.size))
      let rank = BundlePath.rank(of: path)
      // A file that no bundle has stands nowhere; the next layer finds it.
      guard rank <= BundlePath.tagFiles.count else { continue }
      if let last, rank < last.rank || rank == last.rank && !precedes(last.path, path) {
        throw BundleFault(.archive, file: path, "the file does not stand where it should")
      }
      last = (rank, path)
    }
    guard let name else { throw BundleFault(.archive, "the archive is empty") }
    return (name, members)
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func split(_ path: String) throws(BundleFault) -> (BundleName, String) {
    let parts = path.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let name = BundleName(parts[0]) else {
      throw BundleFault(
        .archive,
        file: path,
        "a file is not in a folder with a bundle's name",
      )
    }
    return (name, String(parts[1]))
  }
}
