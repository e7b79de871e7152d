/// An axis as answers name it.
public struct AxisReference: Sendable, Equatable, Encodable {
    /// The slug.
    public var id: String
    /// The label that people read.
    public var label: String
}

/// An axis in its tree, with counts that include descendants.
public struct AxisNode: Sendable, Equatable, Encodable {
    /// The slug.
    public var id: String
    /// The label that people read.
    public var label: String
    /// What the axis holds.
    public var definition: String
    /// Its place among its siblings, from 1.
    public var order: Int
    /// Whether it crosses the others.
    public var transversal: Bool
    /// How many documents carry it or a descendant.
    public var count: Int
    /// Its sub-themes.
    public var children: [AxisNode]
}

/// A scheme of axes.
public struct SchemeNode: Sendable, Equatable, Encodable {
    /// The slug.
    public var id: String
    /// The label that people read.
    public var label: String
    /// Its top axes, in order.
    public var axes: [AxisNode]
}

/// An axis with all that its page shows.
public struct AxisDetail: Sendable, Equatable, Encodable {
    /// The axis, its counts and its sub-themes.
    public var node: AxisNode
    /// Other names.
    public var alt: [String]
    /// The scheme that it belongs to.
    public var scheme: String
    /// The axis above it.
    public var parent: AxisReference?
    /// Its equivalents in other schemes.
    public var match: [String: [AxisReference]]
    /// How many documents of each kind carry it.
    public var kinds: [SearchResponse.FacetValue]

    enum CodingKeys: String, CodingKey { case alt, scheme, parent, match, kinds }

    /// The node's keys and its own, flat.
    public func encode(to encoder: any Encoder) throws {
        try node.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(alt, forKey: .alt)
        try container.encode(scheme, forKey: .scheme)
        try container.encode(parent, forKey: .parent)
        try container.encode(match, forKey: .match)
        try container.encode(kinds, forKey: .kinds)
    }
}

/// What an axis id leads to.
public enum AxisLookup: Sendable, Equatable {
    /// The axis.
    case found(AxisDetail)
    /// It was merged: the id that replaces it.
    case moved(String)
    /// No such axis; the nearest ones.
    case unknown(nearest: [AxisReference])
}
