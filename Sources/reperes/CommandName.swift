import Analysis

/// Names of commands as people mistype them.
enum CommandName {
    /// The name at most two changes away, or `nil`.
    static func nearest(to word: String, among names: [String]) -> String? {
        let wanted = Array(word.lowercased().utf8)
        return names.compactMap { name in
            EditDistance.between(wanted, Array(name.utf8), bound: 2).map { (distance: $0, name: name) }
        }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }
}
