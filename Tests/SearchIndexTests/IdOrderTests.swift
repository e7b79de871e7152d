import Testing

@testable import SearchIndex

@Suite struct IdOrderTests {
    @Test("ids are compared byte by byte, whatever they begin with", arguments: 0..<UInt64(60))
    func byBytes(seed: UInt64) {
        var random = Seeded(seed)
        let beginning = ["", "a", "piaf-", "un-préfixe-de-plus-de-huit-octets-"].randomElement(using: &random) ?? ""
        let ids = (0..<30).map { _ in
            // Unused numbers have no id.
            if Int.random(in: 0..<8, using: &random) == 0 { return "" }
            let count = Int.random(in: 0...12, using: &random)
            return beginning + String((0..<count).compactMap { _ in "\0aé~".randomElement(using: &random) })
        }
        var lists = Lists<UInt8>()
        for id in ids { lists.append(id.utf8) }
        let order = IdOrder(lists)
        for (number, id) in ids.enumerated() {
            for (other, otherId) in ids.enumerated() {
                let expected = id.utf8.lexicographicallyPrecedes(otherId.utf8)
                #expect(order.precedes(number, other) == expected, "\(id) \(otherId)")
            }
        }
    }

    @Test func ofNoDocuments() {
        var lists = Lists<UInt8>()
        _ = IdOrder(lists)
        lists.append("".utf8)
        #expect(!IdOrder(lists).precedes(0, 0))
    }
}
