import Analysis
import Foundation
import GRDB

/// Connections to an index file, with the tokenizer and the functions that its tables need.
enum IndexFile {
    /// For one pass: WAL, so that readers go on with the old state.
    static func writer(_ path: String) throws(IndexError) -> DatabaseQueue {
        do {
            var configuration = Self.configuration
            configuration.busyMode = .timeout(10)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA secure_delete = OFF")
                try db.execute(sql: "PRAGMA cache_size = -64000")
            }
            return queue
        } catch {
            throw IndexError(error, path: path)
        }
    }

    /// For a rebuild beside the live file: no journal, since a killed rebuild is thrown away.
    static func builder(
        _ path: String, stemming: Stemming, weights: FieldWeights
    ) throws(IndexError) -> DatabaseQueue {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA page_size = \(Schema.pageSize)")
                try db.execute(sql: "PRAGMA journal_mode = OFF")
                try db.execute(sql: "PRAGMA synchronous = OFF")
                try db.execute(sql: "PRAGMA secure_delete = OFF")
                try db.execute(sql: "PRAGMA cache_size = -200000")
                try Schema.create(db, stemming: stemming, weights: weights)
            }
            return queue
        } catch {
            throw IndexError(error, path: path)
        }
    }

    /// For searching: several readers at once, none of which can write.
    static func reader(_ path: String) throws(IndexError) -> DatabasePool {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
        do {
            var configuration = Self.configuration
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount * 2)
            let pool = try DatabasePool(path: path, configuration: configuration)
            let version = try pool.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
            guard version == Schema.userVersion else { throw IndexError.otherVersion(path: path) }
            return pool
        } catch {
            throw IndexError(error, path: path)
        }
    }

    /// Whether there is an index of this version, made with this stemming and these weights.
    static func isCurrent(_ path: String, stemming: Stemming, weights: FieldWeights) -> Bool {
        guard let pool = try? reader(path) else { return false }
        return (try? pool.read { db in (Meta.stemming(db), Meta.fieldWeights(db)) == (stemming, weights) }) ?? false
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            db.add(tokenizer: FrenchTokenizer.self)
            try FrequenciesFunction.register(in: db)
            try TextFunction.register(in: db)
            try db.execute(sql: "PRAGMA mmap_size = 1073741824")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}
