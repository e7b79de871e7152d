import Foundation
import Search
import Testing

@testable import Web

@Suite("JSON that writes itself has the bytes that JSONEncoder gives", .site)
struct JSONWriterTests {
    private static func written(_ value: some JSONWritable) -> String {
        var json = JSONWriter(capacity: 0)
        value.write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test(
        "in texts",
        arguments: [
            "", "école", "a\"b", "a\\b", "</script>", "\n\r\t\u{8}\u{C}", "\u{0}\u{1}\u{B}\u{1F}", "\u{7F}\u{80}",
            "\u{2028}\u{2029}", "👩‍🌾", "a\u{301}", String(repeating: "long ", count: 100) + "\"",
        ])
    func texts(text: String) throws {
        #expect(Self.written(text) == (try Self.encoded(text)))
        #expect(Self.written(["clé": text]) == (try Self.encoded(["clé": text])))
    }

    @Test("in whole numbers", arguments: [0, 7, -12, .max, .min])
    func wholeNumbers(number: Int) throws {
        #expect(Self.written(number) == (try Self.encoded(number)))
    }

    @Test("in other numbers", arguments: [0, -0.0, 1, -12, 12.31, 0.1 + 0.2, 1e-7, 1e16, 1e300, 5e-324, 100_000])
    func numbers(number: Double) throws {
        #expect(Self.written(number) == (try Self.encoded(number)))
    }

    @Test("in lists, objects and what is absent")
    func structures() throws {
        #expect(Self.written([[1, 2], [], [3]]) == (try Self.encoded([[1, 2], [], [3]])))
        #expect(Self.written(["b": 1, "a": 2, "é": 3]) == (try Self.encoded(["b": 1, "a": 2, "é": 3])))
        #expect(Self.written([nil, true, false]) == (try Self.encoded([nil, true, false])))
    }

    @Test(
        "in answers to searches",
        arguments: [
            "", "hamac", "QPV", "decrochage scolaire", "médiation quartier emploi", "decrochqge", "le la", "zzzz",
            "axe:inconnu école",
        ])
    func answers(query: String) throws {
        let searcher = try Searcher(indexPath: try #require(SampleSite.current).folder + "/index.sqlite")
        for explain in [false, true] {
            let response = try searcher.search(SearchRequest(query, limit: 50, explain: explain))
            #expect(Self.written(response) == (try Self.encoded(response)))
        }
    }
}
