import Search
import Testing

@Suite struct FilterTests {
    private let sample: SampleIndex

    init() throws {
        sample = try SampleIndex(
            [
                Entry(
                    "a", "Fanfare", axes: ["cohesion-sociale"], publics: ["Jeunes"], territory: "Saint-Éloi",
                    start: "2015", updated: "2020-01", nature: "illustrative", kind: "experience"),
                Entry(
                    "b", "Fanfare", axes: ["decrochage-scolaire"], publics: ["Jeunes", "Parents"], territory: "Lille",
                    start: "2016-09", updated: "2021", nature: "attestee", kind: "experience"),
                Entry(
                    "c", "Fanfare", axes: ["cadre-de-vie"], publics: ["Parents"], territory: "Lille", start: "2017",
                    updated: "2020-02-03", kind: "outil"),
                Entry(
                    "d", "Fanfare", "Kermesse.", axes: ["cadre-de-vie", "decrochage-scolaire"], territory: "Saint-Éloi",
                    start: "2018", kind: "outil"),
                Entry("e", "Péniche", start: "2014"),
            ], axes: SampleAxes.yaml)
    }

    private func ids(_ query: String, _ change: (inout SearchRequest.Filters) -> Void = { _ in }) throws -> [String] {
        var request = SearchRequest(query, limit: 100)
        change(&request.filters)
        return try sample.search(request).results.map(\.id).sorted()
    }

    @Test("a value repeated in a facet widens it, different facets narrow")
    func orAnd() throws {
        #expect(try ids("fanfare") { $0.kind = ["outil"] } == ["c", "d"])
        #expect(try ids("fanfare") { $0.kind = ["outil", "experience"] } == ["a", "b", "c", "d"])
        #expect(try ids("fanfare") { ($0.kind, $0.territory) = (["outil"], ["Lille"]) } == ["c"])
        #expect(
            try ids("fanfare") { ($0.year, $0.territory) = (["2015", "2018"], ["Saint-Éloi", "Lille"]) } == ["a", "d"])
        #expect(try ids("fanfare") { $0.nature = ["attestee"] } == ["b"])
        #expect(try ids("fanfare") { $0.public = ["Parents"] } == ["b", "c"])
    }

    @Test(
        "an axis holds its descendants, by id, label or other name",
        arguments: [
            ("cohesion-sociale", ["a", "b", "d"]), ("Cohésion sociale", ["a", "b", "d"]),
            ("volet social", ["a", "b", "d"]), ("decrochage-scolaire", ["b", "d"]),
            ("DÉCROCHAGE SCOLAIRE", ["b", "d"]), ("ancien-axe", ["c", "d"]),
        ])
    func axis(name: String, expected: [String]) throws {
        #expect(try ids("fanfare") { $0.axis = [name] } == expected)
        #expect(try ids("fanfare axe:\"\(name)\"") == expected)
    }

    @Test(
        "a territory or a public is named as written or as a slug",
        arguments: ["Saint-Éloi", "saint-eloi", "SAINT ÉLOI"])
    func slugs(name: String) throws {
        #expect(try ids("fanfare") { $0.territory = [name] } == ["a", "d"])
        #expect(try ids("") { $0.public = ["jeunes"] } == ["a", "b"])
    }

    @Test(
        "filters stand in the query too",
        arguments: [
            ("fanfare annee:2015-2016", ["a", "b"]), ("annee:2015 annee:2018", ["a", "d"]),
            ("fanfare -type:outil", ["a", "b"]), ("type:outil territoire:Lille", ["c"]),
            ("-axe:cadre-de-vie fanfare", ["a", "b"]), ("annee:2015-2017 -annee:2016", ["a", "c"]), ("annee:hier", []),
        ])
    func inQuery(query: String, expected: [String]) throws {
        #expect(try ids(query) == expected)
    }

    @Test("an unknown axis lets nothing through and is named, with the nearest")
    func unknownAxis() throws {
        var request = SearchRequest("fanfare")
        request.filters.axis = ["cohesion-social"]
        let response = try sample.search(request)
        #expect(response.results.isEmpty)
        #expect(response.message == "Axe inconnu : « cohesion-social », le plus proche est « cohesion-sociale ».")
    }

    @Test("an unknown axis in the query is named too")
    func unknownAxisInQuery() throws {
        let response = try sample.search("fanfare axe:cohesion-social")
        #expect(response.results.isEmpty)
        #expect(response.message?.contains("cohesion-social") == true)
    }

    @Test("a facet's counts ignore its own filter and follow the others")
    func facets() throws {
        var request = SearchRequest("fanfare")
        request.filters.kind = ["outil"]
        request.filters.territory = ["Lille"]
        let facets = try sample.search(request).facets
        func counts(_ values: [SearchResponse.FacetValue]) -> [String] { values.map { "\($0.id) \($0.count)" } }
        #expect(counts(facets.kind) == ["outil 1", "experience 1"])
        #expect(counts(facets.territory) == ["lille 1", "saint-eloi 1"])
        #expect(counts(facets.year) == ["2017 1"])
        #expect(counts(facets.axis) == ["cadre-de-vie 1"])
        #expect(counts(facets.nature) == [])
    }

    @Test("without a filter facets count all that is listed, ancestors included, years from the latest")
    func allFacets() throws {
        let facets = try sample.search("fanfare").facets
        func counts(_ values: [SearchResponse.FacetValue]) -> [String] {
            values.map { "\($0.id) \($0.label) \($0.count)" }
        }
        #expect(
            counts(facets.axis) == [
                "cohesion-sociale Cohésion sociale 3", "cadre-de-vie Cadre de vie 2",
                "decrochage-scolaire Décrochage scolaire 2",
            ])
        #expect(counts(facets.territory) == ["lille Lille 2", "saint-eloi Saint-Éloi 2"])
        #expect(counts(facets.public) == ["jeunes Jeunes 2", "parents Parents 2"])
        #expect(facets.year.map(\.id) == ["2018", "2017", "2016", "2015"])
        #expect(counts(facets.kind) == ["outil Outil 2", "experience Retour d’expérience 2"])
    }

    @Test("a facet's value, chosen, gives as many hits as it says")
    func facetsHold() throws {
        let facets = try sample.search("fanfare OU péniche").facets
        for value in facets.axis {
            #expect(try ids("fanfare OU péniche") { $0.axis = [value.id] }.count == value.count)
        }
        for value in facets.territory {
            #expect(try ids("fanfare OU péniche") { $0.territory = [value.id] }.count == value.count)
        }
        for value in facets.public {
            #expect(try ids("fanfare OU péniche") { $0.public = [value.id] }.count == value.count)
        }
        for value in facets.year {
            #expect(try ids("fanfare OU péniche") { $0.year = [value.id] }.count == value.count)
        }
        for value in facets.kind {
            #expect(try ids("fanfare OU péniche") { $0.kind = [value.id] }.count == value.count)
        }
        #expect(
            facets.axis.count + facets.territory.count + facets.public.count + facets.year.count + facets.kind.count
                == 15)
    }

    @Test("an empty query lists all, newest first: revised, then begun, then by id")
    func empty() throws {
        let response = try sample.search("")
        #expect(response.results.map(\.id) == ["b", "c", "a", "d", "e"])
        #expect(response.results.allSatisfy { $0.match == "all" })
        #expect(response.total == 5)
        var request = SearchRequest("")
        request.filters.kind = ["outil"]
        #expect(try sample.search(request).results.map(\.id) == ["c", "d"])
    }

    @Test("sorting by date is newest first, the same hits")
    func byDate() throws {
        let response = try sample.search(SearchRequest("fanfare", sort: .date))
        #expect(response.results.map(\.id) == ["b", "c", "a", "d"])
        #expect(response.total == 4)
    }

    @Test(
        "pages, one after the other, are the long list",
        arguments: ["", "fanfare", "fanfare kermesse", "fanfare kermesse péniche"])
    func pages(query: String) throws {
        let whole = try sample.search(query)
        var paged: [SearchResponse.Hit] = []
        for offset in 0..<4 {
            let page = try sample.search(SearchRequest(query, limit: 2, offset: offset * 2))
            #expect((page.total, page.partialTotal) == (whole.total, whole.partialTotal))
            #expect(page.facets == whole.facets)
            #expect((page.limit, page.offset) == (2, offset * 2))
            paged += page.results
        }
        #expect(paged == whole.results)
        #expect(whole.total + whole.partialTotal == whole.results.count)
        #expect(!paged.isEmpty)
    }

    @Test("an empty page still counts", arguments: [(0, 0), (10, 500)])
    func emptyPage(limit: Int, offset: Int) throws {
        let response = try sample.search(SearchRequest("fanfare", limit: limit, offset: offset))
        #expect(response.results.isEmpty)
        #expect(response.total == 4)
        #expect(!response.facets.kind.isEmpty)
    }
}
