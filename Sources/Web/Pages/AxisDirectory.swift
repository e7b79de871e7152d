import Search

/// Where each axis stands in its scheme: what pages need to name an axis, color it and place it under its ancestors.
struct AxisDirectory {
    /// An axis and its surroundings.
    struct Place {
        /// The axis.
        let node: AxisNode
        /// Its scheme's slug.
        let scheme: String
        /// Its ancestors, the top axis first; empty for a top axis.
        let ancestors: [AxisNode]
        /// The top axis that it belongs to, itself perhaps.
        let root: AxisNode
        /// The stylesheet's hue of its top axis: 1 to 4 for the first axes of the first scheme, else none.
        let hue: String?
        /// Whether its top axis crosses the others.
        let isTransversal: Bool
    }

    /// The scheme whose axes are the toolbox's questions.
    static let toolbox = "boite-a-outils"

    /// The schemes, as they came.
    let schemes: [SchemeNode]
    private let places: [String: Place]

    /// Walks the trees of `schemes`.
    init(_ schemes: [SchemeNode]) {
        self.schemes = schemes
        var places: [String: Place] = [:]
        for (position, scheme) in schemes.enumerated() {
            for node in scheme.axes {
                let hasHue = position == 0 && !node.transversal && (1...4).contains(node.order)
                let place = Place(
                    node: node, scheme: scheme.id, ancestors: [], root: node,
                    hue: hasHue ? String(node.order) : nil, isTransversal: node.transversal)
                Self.add(place, to: &places)
            }
        }
        self.places = places
    }

    private static func add(_ place: Place, to places: inout [String: Place]) {
        places[place.node.id] = place
        for child in place.node.children {
            let below = Place(
                node: child, scheme: place.scheme, ancestors: place.ancestors + [place.node],
                root: place.root, hue: place.hue, isTransversal: place.isTransversal)
            add(below, to: &places)
        }
    }

    /// Where the axis with this id stands; `nil` when no scheme has it.
    subscript(id: String) -> Place? { places[id] }

    /// The scheme that pages show first; `nil` when there are no axes.
    var mainScheme: SchemeNode? { schemes.first { $0.id != Self.toolbox } }

    /// The numbered axes of the first scheme that hold documents.
    var board: [AxisNode] { mainScheme?.axes.filter { !$0.transversal && $0.count > 0 } ?? [] }

    /// The axes of the first scheme that cross the others and hold documents.
    var transversal: [AxisNode] { mainScheme?.axes.filter { $0.transversal && $0.count > 0 } ?? [] }

    /// The toolbox's questions.
    var questions: [AxisNode] { schemes.first { $0.id == Self.toolbox }?.axes ?? [] }
}

extension AxisNode {
    /// Its page.
    var url: String { AxisAddress.url(id) }
}

/// The addresses of the pages of axes.
enum AxisAddress {
    /// The page of the axis with this id.
    static func url(_ id: String) -> String { "/axes/" + PercentEncoding.segment(id) }
}
