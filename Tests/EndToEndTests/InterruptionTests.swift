import Foundation
import Testing

/// Passes that are killed, that meet each other, or that run under a server.
@Suite("Passes that are interrupted or watched", .timeLimit(.minutes(15)))
struct InterruptionTests {
    @Test("a pass killed in the middle leaves the old state; the next one completes", arguments: [false, true])
    func killed(rebuild: Bool) async throws {
        let folder = try await Sample.indexed()
        try folder.write(Self.lines(20_000), to: "corpus/masse.jsonl")
        try await Slots.shared.use {
            let pass = try Started(["index"] + (rebuild ? ["--rebuild"] : []), in: folder)
            try await pass.untilReading("masse.jsonl", past: 0.5)
            pass.send(SIGKILL)
            #expect(try await pass.outcome().status == 128 + SIGKILL)
        }
        #expect(try await LifeTests.ids("titre:halls", folder) == ["halls-occupes"])
        #expect(try await LifeTests.ids("hamac", folder) == ["lot/1 %é?"])
        #expect(try await LifeTests.ids("masse", folder).isEmpty)

        // What the first pass would have done, on fewer lines: a debug build takes its time over the rest.
        try folder.write(Self.lines(2_000), to: "corpus/masse.jsonl")
        let next = try await Command.run("index", in: folder)
        #expect(next.status == 0, "\(next.errors)")
        #expect(next.output.contains("2\u{202F}000 ajoutées"), "\(next.output)")
        #expect(
            try await Command.run("search", "masse", "--limit", "0", "--format", "json", in: folder).json()["total"]?
                .number == 2_000)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder / "index").filter {
            $0.contains(".build")
        }
        #expect(left.isEmpty)
    }

    @Test("a second pass at the same time is refused and says so; the first completes")
    func twoPasses() async throws {
        let folder = try await Sample.indexed()
        // Long enough that a busy machine sees it under way.
        try folder.write(Self.lines(15_000), to: "corpus/masse.jsonl")
        let first = try Started(["index"], in: folder)
        try await first.untilReading("masse.jsonl", past: 0)
        let second = try await Started(["index"], in: folder).outcome()
        #expect(second.status == 1)
        #expect(second.errors.contains("une indexation est déjà en cours"), "\(second.errors)")
        let outcome = try await first.outcome()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("15\u{202F}000 ajoutées"), "\(outcome.output)")
    }

    @Test(
        "a server answers every request while the index is rebuilt or brought up to date, then shows the new state",
        arguments: [false, true])
    func served(rebuild: Bool) async throws {
        let folder = try await Sample.indexed()
        let site = try await Site(index: folder / "index/reperes.sqlite")
        #expect(try site.get("/api/v1/search?q=masse&match=all").json()["total"]?.number == 0)
        try folder.write(Self.lines(2_000), to: "corpus/masse.jsonl")
        try folder.remove("corpus/experiences/cafe-des-parents.md")

        let pass = try Started(["index"] + (rebuild ? ["--rebuild"] : []), in: folder)
        let requests = Task {
            var statuses: [Int: Int] = [:]
            var totals: Set<Double> = []
            while !Task.isCancelled {
                for path in [
                    "/", "/api/v1/search?q=masse&match=all&limit=5", "/recherche?q=coll%C3%A8ge", "/axes",
                    "/fiches/mediateur-college", "/readyz",
                ] {
                    let answer = try site.get(path)
                    statuses[answer.status, default: 0] += 1
                    if path.contains("masse") { totals.insert(try #require(try answer.json()["total"]?.number)) }
                }
                await Task.yield()
            }
            return (statuses, totals)
        }
        let outcome = try await pass.outcome()
        requests.cancel()
        let (statuses, totals) = try await requests.value
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(Array(statuses.keys) == [200], "\(statuses)")
        // The old state or the new one, never a mix.
        #expect(totals.isSubset(of: [0, 2_000]), "\(totals)")

        #expect(try site.get("/api/v1/search?q=masse&match=all").json()["total"]?.number == 2_000)
        #expect(try site.get("/fiches/cafe-des-parents").status == 410)
        #expect(try site.get("/readyz").json()["documents"]?.number == 2_005)
    }

    /// So many documents, one a line.
    static func lines(_ count: Int) -> String {
        (1...count).map { #"{"_id": "m\#($0)", "title": "Masse \#($0)", "text": "une ligne parmi d’autres"}"# + "\n" }
            .joined()
    }
}

extension Started {
    /// Waits until the process has read more than a part of a file that it holds open.
    ///
    /// Linux tells the position in every open file; that is what shows from outside that a pass is under way.
    func untilReading(_ name: String, past part: Double) async throws {
        let files = FileManager.default
        while isRunning {
            for descriptor in (try? files.contentsOfDirectory(atPath: "/proc/\(identifier)/fd")) ?? [] {
                guard let path = try? files.destinationOfSymbolicLink(atPath: "/proc/\(identifier)/fd/\(descriptor)"),
                    path.hasSuffix("/" + name), let size = try files.attributesOfItem(atPath: path)[.size] as? Int,
                    let facts = try? String(
                        contentsOfFile: "/proc/\(identifier)/fdinfo/\(descriptor)", encoding: .utf8),
                    let position = facts.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
                else { continue }
                if Double(position) > part * Double(size) { return }
            }
            // Not a suspension: beside other tests it could last longer than the pass.
            usleep(1_000)
        }
        Issue.record("the process ended before it had read \(name): \(errors)")
    }
}
