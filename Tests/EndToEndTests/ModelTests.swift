import Foundation
import Testing

/// The command where there is no model of meaning, or none that can be used.
@Suite("Without a model of meaning", .timeLimit(.minutes(15)))
struct NoModelTests {
    @Test("an index made without a model says so once, with the remedy, and finds by words")
    func missing() async throws {
        let folder = try Sample.corpus()
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 0)
        let lines = pass.output.split(separator: "\n").filter { $0.contains("mots seuls") }
        #expect(
            lines == [
                "Recherche par les mots seuls : models/meaning.model : modèle de sens absent, préparez-le par « make model »."
            ])
        #expect(!pass.errors.contains("modèle"), "\(pass.errors)")
        let search = try await Command.run("search", "collège", "--format", "json", in: folder)
        // What is not there by default goes without saying.
        #expect(search.errors == "")
        #expect(try search.json()["semantic"] == .bool(false))
        #expect(try search.json()["total"]?.number ?? 0 > 0)
    }

    @Test("REPERES_MODEL=none and --model none go without a model, and say so", arguments: [true, false])
    func none(isVariable: Bool) async throws {
        let folder = try Sample.corpus()
        let pass = try await Command.run(
            ["index"] + (isVariable ? [] : ["--model", "none"]), in: folder,
            environment: isVariable ? ["REPERES_MODEL": "none"] : ["REPERES_MODEL": "ailleurs"])
        #expect(pass.status == 0)
        #expect(pass.output.contains("Recherche par les mots seuls, sans modèle de sens"), "\(pass.output)")
        #expect(!pass.output.contains("ailleurs"), "\(pass.output)")
    }

    @Test("a model that was named and is not there is said by search too")
    func named() async throws {
        let folder = try await Sample.indexed()
        let search = try await Command.run("search", "collège", "--model", "ailleurs", "--format", "json", in: folder)
        #expect(search.status == 0)
        #expect(search.errors.contains("ailleurs/meaning.model : modèle de sens absent"), "\(search.errors)")
        #expect(search.errors.contains("recherche par les mots seuls"), "\(search.errors)")
        #expect(try search.json()["total"]?.number ?? 0 > 0)
    }

    @Test("a file that is no model is said with its name and the remedy")
    func foreign() async throws {
        let folder = try Sample.corpus()
        try folder.write("Ceci n’est pas un modèle.", to: "models/meaning.model")
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 0)
        #expect(
            pass.output.contains(
                "models/meaning.model : modèle de sens abîmé (ce n’est pas un modèle de sens), effacez ce fichier puis lancez « make model »"
            ), "\(pass.output)")
        let search = try await Command.run("search", "collège", in: folder)
        #expect(search.status == 0)
        #expect(search.errors.contains("models/meaning.model"), "\(search.errors)")
    }

    @Test("a server without a model says why once, is ready, and not by meaning")
    func served() async throws {
        let folder = try await Sample.indexed()
        let site = try await Site(index: folder / "index/reperes.sqlite", in: folder)
        #expect(try site.get("/readyz").json()["semantic"] == .bool(false))
        #expect(try site.get("/api/v1/search?q=coll%C3%A8ge").json()["semantic"] == .bool(false))
        #expect(site.log.components(separatedBy: "modèle de sens absent").count == 2, "\(site.log)")
    }

    @Test("help names the option and the variable", arguments: ["index", "search", "serve", "evaluate"])
    func help(command: String) async throws {
        let help = try await Command.run(command, "--help")
        #expect(help.output.contains("--model <dossier>"), "\(help.output)")
        #expect(help.output.contains("REPERES_MODEL"), "\(help.output)")
    }
}

/// The command with the model.
@Suite(
    "With a model of meaning", .enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)),
    .timeLimit(.minutes(15)))
struct ModelTests {
    private static let environment = ["REPERES_MODEL": SampleModel.folder]

    private static func corpus() throws -> Folder {
        let folder = try Sample.corpus()
        try folder.write(
            #"{"_id": "aines", "title": "Rompre l’isolement des aînés", "text": "Des visites aux personnes âgées qui vivent seules."}"#,
            to: "corpus/aines.jsonl")
        return folder
    }

    private static func indexed() async throws -> Folder {
        let folder = try corpus()
        let pass = try await Command.run("index", in: folder, environment: environment)
        try #require(pass.status == 0, "\(pass.errors)")
        return folder
    }

    private static func near(_ json: JSON) -> [String] {
        json["results"]?.list.filter { $0["match"]?.text == "meaning" }.compactMap { $0["id"]?.text } ?? []
    }

    @Test("a pass says how many passages it has read, the next one reads none and says nothing")
    func passes() async throws {
        let folder = try Self.corpus()
        let first = try await Command.run("index", in: folder, environment: Self.environment)
        #expect(first.status == 0)
        #expect(first.output.firstMatch(of: /Recherche par le sens : \d+ passages lus\./) != nil, "\(first.output)")
        let second = try await Command.run("index", in: folder, environment: Self.environment)
        #expect(second.status == 0)
        #expect(!second.output.contains("sens"), "\(second.output)")
    }

    @Test("search finds by meaning and says so, --no-semantic by words alone")
    func search() async throws {
        let folder = try await Self.indexed()
        let arguments = ["search", "solitude", "des", "seniors", "--format", "json"]
        let with = try await Command.run(arguments, in: folder, environment: Self.environment).json()
        #expect(with["semantic"] == .bool(true))
        #expect(Self.near(with) == ["aines"])
        let without = try await Command.run(arguments + ["--no-semantic"], in: folder, environment: Self.environment)
            .json()
        #expect(without["semantic"] == .bool(false))
        #expect(without["results"]?.list.isEmpty == true)
        let text = try await Command.run("search", "solitude des seniors", in: folder, environment: Self.environment)
        #expect(text.output.contains("Proche par le sens"), "\(text.output)")
        #expect(text.output.contains("Rompre l’isolement des aînés"), "\(text.output)")
    }

    @Test("a server says that it searches by meaning, and by words alone where the index has no vectors")
    func served() async throws {
        let folder = try await Self.indexed()
        let site = try await Site(
            index: folder / "index/reperes.sqlite", in: folder, environment: Self.environment)
        #expect(try site.get("/readyz").json()["semantic"] == .bool(true))
        #expect(try Self.near(site.get("/api/v1/search?q=seniors").json()) == ["aines"])
        #expect(try Self.near(site.get("/api/v1/search?q=seniors&semantic=false").json()) == [])
        let plain = try await Sample.indexed()
        let other = try await Site(index: plain / "index/reperes.sqlite", in: plain, environment: Self.environment)
        #expect(try other.get("/readyz").json()["semantic"] == .bool(false))
        #expect(other.log.contains("l’index n’a pas le sens des fiches, lancez « reperes index »"), "\(other.log)")
        // The pass that it asks for, and no restart.
        #expect(try await Command.run("index", in: plain, environment: Self.environment).status == 0)
        #expect(try other.get("/readyz").json()["semantic"] == .bool(true))
    }

    @Test(
        "a damaged model is said with its name and the remedy, words are searched all the same",
        arguments: Damage.allCases)
    func damaged(damage: Damage) async throws {
        let folder = try Self.corpus()
        var model = try Data(contentsOf: URL(fileURLWithPath: SampleModel.folder + "/meaning.model"))
        damage.apply(to: &model)
        try folder.write(model, to: "models/meaning.model")
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 0)
        let lines = pass.output.split(separator: "\n").filter { $0.contains("models/meaning.model") }
        #expect(lines.count == 1, "\(pass.output)")
        #expect(lines.first?.contains(damage.reason) == true, "\(pass.output)")
        #expect(lines.first?.contains("effacez ce fichier puis lancez « make model »") == true, "\(pass.output)")
        let search = try await Command.run("search", "collège", "--format", "json", in: folder).json()
        #expect(search["semantic"] == .bool(false))
        #expect(search["total"]?.number ?? 0 > 0)
    }

    enum Damage: CaseIterable {
        case changed, truncated

        func apply(to model: inout Data) {
            switch self {
            case .changed: for place in 0..<8 { model[model.count / 2 + place] ^= 0xFF }
            case .truncated: model.removeLast(model.count / 3)
            }
        }

        var reason: String {
            switch self {
            case .changed: "sa somme de contrôle est fausse"
            case .truncated: "octets, attendu "
            }
        }
    }

    @Test("a model that is damaged later costs an index none of its vectors")
    func damagedLater() async throws {
        let folder = try await Self.indexed()
        try folder.write("Ceci n’est pas un modèle.", to: "models/meaning.model")
        #expect(try await Command.run("index", in: folder).status == 0)
        let search = try await Command.run(
            "search", "seniors", "--format", "json", in: folder, environment: Self.environment)
        #expect(try Self.near(search.json()) == ["aines"])
    }

    @Test("a pass killed while it encodes leaves the old state; the next one completes", arguments: [false, true])
    func killed(rebuild: Bool) async throws {
        let folder = try await Self.indexed()
        try folder.write(Self.lines(300), to: "corpus/masse.jsonl")
        try await Slots.shared.use {
            let terminal = try Terminal()
            let pass = try Started(
                ["index"] + (rebuild ? ["--rebuild"] : []), in: folder, environment: Self.environment,
                errors: terminal.end)
            try #require(await terminal.shows("lecture du sens"), "it ended before it had encoded anything")
            pass.send(SIGKILL)
            #expect(try await pass.outcome().status == 128 + SIGKILL)
        }
        #expect(try await LifeTests.ids("masse", folder).isEmpty)
        let arguments = ["search", "seniors", "--format", "json"]
        let search = try await Command.run(arguments, in: folder, environment: Self.environment).json()
        #expect(search["semantic"] == .bool(true))
        #expect(Self.near(search) == ["aines"])

        try folder.write(Self.lines(20), to: "corpus/masse.jsonl")
        let next = try await Command.run("index", in: folder, environment: Self.environment)
        #expect(next.status == 0, "\(next.errors)")
        #expect(next.output.contains("20 ajoutées"), "\(next.output)")
        #expect(next.output.contains("Recherche par le sens : "), "\(next.output)")
        #expect(try await Command.run("integrity", in: folder).status == 0)
        #expect(try await LifeTests.ids("masse", folder).count == 10)
    }

    /// Documents of four passages each.
    private static func lines(_ count: Int) -> String {
        (1...count).map { number in
            let text = (1...40).map { "La ligne \($0) de la masse \(number) parle d’autre chose." }.joined(
                separator: " ")
            return #"{"_id": "m\#(number)", "title": "Masse \#(number)", "text": "\#(text)"}"# + "\n"
        }.joined()
    }
}
