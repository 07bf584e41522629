/// Cutting a history down to what makes it fail.
extension History {
  /// The smallest history found that `fails` still holds for: steps are left out, many at a
  /// time and then one by one, then what can be said of places and steps.
  func shrunk(_ fails: (History) -> Bool) -> History {
    var smallest = self
    var width = max(1, smallest.steps.count / 2)
    while true {
      var start = 0
      var hasShrunk = false
      while start < smallest.steps.count {
        var candidate = smallest
        candidate.steps.removeSubrange(start..<min(start + width, candidate.steps.count))
        if fails(candidate) {
          (smallest, hasShrunk) = (candidate, true)
        } else {
          start += width
        }
      }
      if width == 1, !hasShrunk { break }
      width = max(1, width / 2)
    }
    for candidate in smallest.simpler where fails(candidate) {
      return candidate.shrunk(fails)
    }
    return smallest
  }

  /// The same with one thing less said.
  private var simpler: [History] {
    var all: [History] = []
    for place in places.indices {
      for keyPath in [\Place.cut, \Place.revokedFrom]
      where places[place][keyPath: keyPath] != nil {
        var copy = self
        copy.places[place][keyPath: keyPath] = nil
        all.append(copy)
      }
      if places[place].forkOf != nil {
        // What is no branch is a journal of its own: two of one name are a fork.
        var copy = self
        copy.places[place].forkOf = nil
        copy.places[place].forkedAt = nil
        copy.places[place].journal = (places.map(\.journal).max() ?? 0) + 1
        all.append(copy)
      }
    }
    for (index, step) in steps.enumerated() {
      if step.withheld != .never {
        var copy = self
        copy.steps[index].withheld = .never
        all.append(copy)
      }
      if case .revision(let record, let parents, let writes, let body) = step.act {
        for write in writes.indices {
          var fewer = writes
          fewer.remove(at: write)
          var copy = self
          copy.steps[index].act = .revision(
            record: record,
            parents: parents,
            writes: fewer,
            body: body,
          )
          all.append(copy)
        }
      }
    }
    return all
  }
}
