import Foundation
import Search
import SearchIndex
import Testing
@testable import Analysis
@testable import Corpus
@Suite struct TmpTests {
    @Test func time() throws {
        let clock = ContinuousClock()
        let e = (0..<25).map { Entry("n\($0)", "Note \($0)", "Compte rendu du mardi.") }
        let a = FrenchCasesTests.axes
        let s2 = try SampleIndex(e, axes: a.0, thesaurus: a.1)
        for q in ["mardi", "mardi", "sans domicile", "mardi"] { print("search", q, try clock.measure { _ = try s2.search(q) }) }
        for _ in 0..<2 { print("init", try clock.measure { _ = try SampleIndex(e, axes: a.0, thesaurus: a.1) }) }
        print("reader", try clock.measure { _ = try CorpusReader(folder: s2.folder + "/corpus") })
        print("analyzer", clock.measure { _ = Analyzer() })
        print("run", try clock.measure { _ = try Indexer(corpus: s2.folder + "/corpus", index: s2.path).run() })
        print("searcher", try clock.measure { _ = try Searcher(indexPath: s2.path) })
        for r in [20, 20, 0, 30, 60] { let row = FrenchCase.table("cases.tsv")[r]; print("row", row.query, try clock.measure { _ = try row.fault() }) }
        let t = try String(contentsOfFile: s2.folder + "/corpus/thesaurus.tsv", encoding: .utf8)
        print("thesaurusfile", clock.measure { _ = ThesaurusFile.parse(t, file: "x") })
        print("axes", clock.measure { _ = Taxonomy.parse(a.0!, file: "x") })
        print("table", clock.measure { _ = FrenchCase.table("cases.tsv") })
    }
}
