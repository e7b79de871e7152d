import Foundation
import Search
import Testing

@Suite struct NeighborsTests {
    private static let school = "Le médiateur accueille les élèves du collège, apaise les disputes de la récréation."
    private static let garden = "Les voisins sèment des légumes, arrosent les fleurs et partagent le compost."
    private static let energy = "Le binôme mesure le froid du logement, lit la facture et règle le chauffage."

    /// Documents about other things, so that no word of the samples is rare only because the index is small.
    private static let others = [
        Entry("bus", "Le bus du soir", "Le conducteur, les horaires et les arrêts de la ligne."),
        Entry("four", "Le four à pain", "La farine, la pâte et la cuisson du pain."),
        Entry("stade", "Le stade", "Le ballon, les vestiaires et la pelouse."),
        Entry("musee", "Le musée", "La peinture, la sculpture et les gravures."),
    ]

    private func similar(_ entries: [Entry], to id: String, limit: Int = 5) throws -> [String] {
        let sample = try SampleIndex(entries + Self.others, axes: SampleAxes.yaml)
        return try #require(try sample.searcher.similar(to: id, limit: limit)).map(\.id)
    }

    @Test("a near copy comes first, and the document itself is not listed")
    func nearCopy() throws {
        let entries = [
            Entry("a", "Un médiateur au collège", Self.school), Entry("b", "Le médiateur du collège", Self.school),
            Entry("c", "Au collège", "Les élèves du collège lisent."),
        ]
        #expect(try similar(entries, to: "a") == ["b", "c"])
        #expect(try similar(entries, to: "b") == ["a", "c"])
    }

    @Test("the same subject in another axis comes before another subject in the same axis")
    func subjectBeforeAxis() throws {
        let entries = [
            Entry("college", "Un médiateur au collège", Self.school, axes: ["decrochage-scolaire"]),
            Entry("disputes", "Les disputes au collège", "Les élèves, le médiateur, la cour.", axes: ["cadre-de-vie"]),
            Entry("jardin", "Un jardin au collège", Self.garden, axes: ["decrochage-scolaire"]),
        ]
        #expect(try similar(entries, to: "college").first == "disputes")
    }

    @Test("between two documents on the same subject, the one in the same axis comes first")
    func axisAmongEquals() throws {
        let entries = [
            Entry("college", "Un médiateur au collège", Self.school, axes: ["decrochage-scolaire"]),
            Entry("d1", "Les disputes au collège", "Le médiateur et la cour.", axes: ["cadre-de-vie"]),
            Entry("d2", "Les disputes au collège", "Le médiateur et la cour.", axes: ["decrochage-scolaire"]),
        ]
        #expect(try similar(entries, to: "college").first == "d2")
    }

    @Test("a document that nothing is near lists nothing: neither its axis nor a word in passing is enough")
    func nothingNear() throws {
        let entries = [
            Entry("energie", "Visites énergie", Self.energy, axes: ["cadre-de-vie"]),
            Entry("jardin", "Un jardin", Self.garden + " On y mesure la pluie.", axes: ["cadre-de-vie"]),
            Entry("vide", "Tout", "De la, et les."),
        ]
        #expect(try similar(entries, to: "energie") == [])
        #expect(try similar(entries, to: "vide") == [])
    }

    @Test("the place where it happened is not what a document is about")
    func territory() throws {
        let place = " À Vallombre, quartier du Moulin de Vallombre."
        let entries = [
            Entry("jardin", "Le jardin de Vallombre", Self.garden + place, territory: "Vallombre"),
            Entry("energie", "Vallombre", Self.energy + place, territory: "Vallombre"),
            Entry("compost", "Le compost", "Les voisins et leurs légumes.", territory: "Montreval"),
        ]
        #expect(try similar(entries, to: "jardin").first == "compost")
    }

    @Test("copies of each other do not fill the list")
    func copies() throws {
        let copies = (1...5).map { Entry("copie-\($0)", "Les disputes au collège", Self.school + " Version \($0).") }
        let entries = [
            Entry("college", "Un médiateur au collège", "Les élèves, les disputes et la récréation."),
            Entry("cour", "La récréation au collège", "Les élèves jouent dans la cour."),
        ]
        let found = try similar(entries + copies, to: "college")
        #expect(found.count == 5)
        #expect(found.prefix(2).contains("cour"))
        #expect(found.count { $0.hasPrefix("copie") } == 4)
    }

    @Test("equals fall by id, whatever the order of the documents", arguments: 0..<UInt64(4))
    func order(seed: UInt64) throws {
        var random = Seeded(seed)
        let equals = ["e", "d", "c", "b", "a"].map { Entry($0, "Un jardin \($0)", Self.garden) }
        let entries = [Entry("jardin", "Un jardin", Self.garden)] + equals.shuffled(using: &random)
        #expect(try similar(entries, to: "jardin") == ["a", "b", "c", "d", "e"])
        #expect(try similar(entries, to: "jardin", limit: 2) == ["a", "b"])
        #expect(try similar(entries, to: "jardin", limit: 0) == [])
    }
}
