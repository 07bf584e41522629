/// What is in the files, and what of it would survive a crash.
extension MemoryDisk {
  func file(_ number: Int) -> File {
    if case .file(let file) = inodes[number] { file } else { File() }
  }

  mutating func update(file number: Int, _ body: (inout File) -> Void) {
    guard case .file(var file) = inodes[number] else { return }
    // The dictionary lets go of its copy, so that changing the file copies nothing.
    inodes[number] = .link
    body(&file)
    inodes[number] = .file(file)
  }

  mutating func write(_ bytes: ArraySlice<UInt8>, _ number: Int, at offset: Int) {
    guard !bytes.isEmpty else { return }
    update(file: number) { file in
      if file.bytes.count < offset {
        file.bytes += [UInt8](repeating: 0, count: offset - file.bytes.count)
      }
      let end = min(file.bytes.count, offset + bytes.count)
      file.bytes.replaceSubrange(offset..<end, with: bytes)
      file.dirty.formUnion(offset / Self.sector...(offset + bytes.count - 1) / Self.sector)
    }
  }

  mutating func truncate(_ number: Int, to size: Int) {
    update(file: number) { file in
      if size < file.bytes.count {
        file.bytes.removeLast(file.bytes.count - size)
      } else {
        file.bytes += [UInt8](repeating: 0, count: size - file.bytes.count)
      }
      // What follows the end in its sector has to become zeros on the disk.
      if size > 0 { file.dirty.insert((size - 1) / Self.sector) }
    }
  }

  mutating func sync(_ number: Int) {
    update(file: number) { file in
      file.durable.resize(to: file.bytes.count)
      for sector in file.dirty { file.durable.copySector(sector, of: file.bytes) }
      file.dirty = []
    }
  }

  mutating func dropUnsynced(_ number: Int) {
    var generator = generator
    update(file: number) { file in
      for sector in file.dirty.sorted() where Bool.random(using: &generator) {
        let end = min(file.bytes.count, (sector + 1) * Self.sector)
        if file.durable.count < end { file.durable.resize(to: end) }
        file.durable.copySector(sector, of: file.bytes)
      }
      file.dirty = []
    }
    self.generator = generator
  }
}

extension MemoryDisk.File {
  /// Leaves each unsynced sector as it was or as it was to be, and the length likewise.
  mutating func crash(_ generator: inout SeededGenerator) {
    let sizes = [durable.count, bytes.count].sorted()
    let size: Int =
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: durable.count
      case 1: bytes.count
      default: Int.random(in: sizes[0]...sizes[1], using: &generator)
      }
    let fillsWithGarbage = Int.random(in: 0..<4, using: &generator) == 0
    let old = durable.count
    durable.resize(to: size)
    if fillsWithGarbage, size > old {
      for offset in old..<size { durable[offset] = UInt8.random(in: 0...255, using: &generator) }
    }
    for sector in dirty.sorted() where Bool.random(using: &generator) {
      durable.copySector(sector, of: bytes)
    }
    bytes = durable
    dirty = []
  }
}

extension [UInt8] {
  fileprivate mutating func resize(to size: Int) {
    if size < count {
      removeLast(count - size)
    } else {
      append(contentsOf: repeatElement(0, count: size - count))
    }
  }

  /// Copies what both have of a sector.
  fileprivate mutating func copySector(_ sector: Int, of other: [UInt8]) {
    let start = sector * MemoryDisk.sector
    let end = Swift.min(start + MemoryDisk.sector, count, other.count)
    guard start < end else { return }
    replaceSubrange(start..<end, with: other[start..<end])
  }
}
