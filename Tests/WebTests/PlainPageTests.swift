import Testing

@testable import Web

@Suite("Pages of a collection without axes", .plainSite)
struct PlainPageTests {
    @Test(
        "nothing speaks of axes, and entries without a title have one",
        arguments: ["/", "/axes", "/recherche", "/fiches/p2"])
    func plain(path: String) async throws {
        let answer = try await #require(SampleSite.current).get(path)
        #expect(answer.status == 200)
        #expect(!answer.text.contains("class=\"sign\""))
        #expect(!answer.text.contains("class=\"plot\""))
        #expect(answer.text.firstMatch(of: #/<h[1-3][^>]*>\s*(<a[^>]*>\s*)?<\//#) == nil)
    }
}
