import Testing

@testable import Web

@Suite("How pages write")
struct TextTests {
    @Test(
        "dates are in full French",
        arguments: [
            ("2026-06-12", "12\u{A0}juin\u{A0}2026"), ("2015-05-01", "1er\u{A0}mai\u{A0}2015"),
            ("2019-09", "septembre\u{A0}2019"),
            ("2012", "2012"), ("2026-13-01", "2026-13-01"), ("bientôt", "bientôt"), ("", ""),
            ("2026-11-24T16:00:00Z", "24\u{A0}novembre\u{A0}2026"),
        ])
    func dates(iso: String, french: String) {
        #expect(French.date(iso) == french)
    }

    @Test(
        "numbers are grouped, nouns agree",
        arguments: [
            (0, "0\u{A0}fiche"), (1, "1\u{A0}fiche"), (2, "2\u{A0}fiches"), (999, "999\u{A0}fiches"),
            (20_000, "20\u{202F}000\u{A0}fiches"), (1_234_567, "1\u{202F}234\u{202F}567\u{A0}fiches"),
        ])
    func numbers(count: Int, french: String) {
        #expect(French.count(count, "fiche") == french)
    }

    @Test("double signs stay with their words")
    func typesetting() {
        #expect(French.typeset("« a » : b ?") == "«\u{A0}a\u{A0}»\u{A0}: b\u{A0}?")
    }

    @Test(
        "percent-encoding comes back the same, whatever the text",
        arguments: ["é", "a b+c", "100 %", "/?#&=", "a%2Fb", "👩‍👧"])
    func percent(text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.segment(text), plusAsSpace: false) == text)
        #expect(PercentEncoding.decode(PercentEncoding.query(text), plusAsSpace: true) == text)
    }

    @Test("the plot has a point an entry up to seven, the last year apart")
    func plot() throws {
        let small = try #require(PlotPart([(2019, 1), (2024, 2)]))
        #expect(small.earlier == "M122 168h0")
        #expect(small.last == "M242 168h0M242 148h0")
        let large = try #require(PlotPart([(2010, 9), (2023, 700), (2024, 1)]))
        #expect(large.earlier.matches(of: #/M218/#).count == 7)
        #expect(large.last == "M242 168h0")
        #expect(!large.earlier.contains("M-"))
        #expect(PlotPart([]) == nil)
    }

    @Test(
        "a pager shows seven pages around the current one",
        arguments: [
            (1, 20, [] as [String]), (1, 21, ["1", "2"]), (10, 400, ["7", "8", "9", "10", "11", "12", "13"]),
            (20, 400, ["14", "15", "16", "17", "18", "19", "20"]),
        ])
    func pager(page: Int, total: Int, numbers: [String]) {
        let pager = PagerPart(label: "", page: page, total: total, pageSize: 20) { "\($0)" }
        #expect((pager?.pages.map(\.number) ?? []) == numbers)
    }
}
