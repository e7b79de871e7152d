import Analysis
import GRDB

/// The tables of an index file. The index is a cache: another version is rebuilt, never migrated.
enum Schema {
    /// Changes whenever a table, a column or a blob's layout changes.
    static let version = 16

    /// In bytes. A document of 300 words takes some 2,300: of these 7 stand on a page, where one stands on a page of 4,096.
    static let pageSize = 16_384
    /// What FTS5 puts into one row, so that rows fill pages too: four to a page, or one alone.
    private static let textRowSize = 16_000
    /// What FTS5 collects in memory before it writes a segment, in bytes: each must be merged with the others later.
    private static let textBufferSize = 32 << 20

    /// What `PRAGMA user_version` holds: the schema's version and the analyzer's.
    static var userVersion: Int { version * 1000 + Analyzer.version }

    /// - Parameters:
    ///   - stemming: for the life of the file, since FTS5 must forget a text as it learned it.
    ///   - weights: for the life of the file too, since all postings are made with them.
    static func create(_ db: Database, stemming: Stemming, weights: FieldWeights) throws {
        try db.execute(sql: script(tokenizer: "\(FrenchTokenizer.name) \(stemming.rawValue)"))
        _ = try Meta.write(stemming.rawValue, for: .stemming, db)
        try Meta.write(weights, db)
        try db.execute(sql: "INSERT INTO text (text, rank) VALUES ('pgsz', ?)", arguments: [textRowSize])
        try db.execute(sql: "INSERT INTO text (text, rank) VALUES ('hashsize', ?)", arguments: [textBufferSize])
        try db.execute(sql: "PRAGMA user_version = \(userVersion)")
    }

    /// Apart, since a rebuild is faster when it makes them after the rows.
    static let createFormIndexes = """
        CREATE INDEX form_length ON form (length, folded); -- all that spelling reads of most forms
        CREATE INDEX form_folded ON form (folded);
        CREATE INDEX form_term ON form (term);
        CREATE INDEX form_root ON form (root);
        """
    static let dropFormIndexes = """
        DROP INDEX form_length;
        DROP INDEX form_folded;
        DROP INDEX form_term;
        DROP INDEX form_root;
        """

    /// Columns that lists and facets read come first, long texts last: SQLite need not touch the latter's pages.
    private static func script(tokenizer: String) -> String {
        """
        -- One row a key: generation, indexed_at (ISO 8601), corpus (its folder), taxonomy and thesaurus (as JSON),
        -- thesaurus_entries and distinct_terms (the thesaurus analyzed, a line an entry: ThesaurusIndex),
        -- stemming (light or off), phrase_changes (documents changed since phrases were chosen), field_weights, mean_lengths
        -- and length_totals (as JSON: what impacts are computed with), model (which one made the vectors of passages).
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE document (
            number INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice in one file, never shown
            id TEXT NOT NULL UNIQUE,         -- the slug, or a JSON line's _id
            hash BLOB NOT NULL,              -- 16 bytes of the source's content
            kind TEXT NOT NULL,
            territory TEXT,
            year INTEGER,
            nature TEXT,
            updated TEXT,                    -- ISO 8601, as written
            title_length INTEGER NOT NULL,   -- words
            summary_length INTEGER NOT NULL,
            headings_length INTEGER NOT NULL,
            body_length INTEGER NOT NULL,
            path TEXT NOT NULL,              -- relative to the corpus
            axes TEXT NOT NULL,              -- those that it names, as written, a line each
            publics TEXT NOT NULL,           -- a line each
            title TEXT NOT NULL,
            summary TEXT NOT NULL,
            headings TEXT NOT NULL,          -- a line each
            sources TEXT NOT NULL,           -- JSON
            -- Texts, or blobs where that is shorter (docs/format.md); document_text has them as texts.
            fields ANY NOT NULL,             -- JSON
            header ANY NOT NULL,             -- labels and other names of its axes, then what else its header says, a line each
            body ANY NOT NULL                -- plain text; sections are offsets into it
        ) STRICT;
        -- At most one row: what the blobs of document were compressed with, as zstd has it.
        CREATE TABLE text_dictionary (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE VIEW document_text AS
            SELECT number, id, hash, kind, territory, year, nature, updated, title_length, summary_length,
                   headings_length, body_length, path, axes, publics, title, summary, headings, sources,
                   reperes_text(fields) AS fields, reperes_text(header) AS header, reperes_text(body) AS body
              FROM document;

        -- One row: a random number that tells this state from all others, and the documents that it has, a bit each.
        CREATE TABLE state (token INTEGER NOT NULL, live BLOB NOT NULL) STRICT;
        INSERT INTO state VALUES (0, x'');

        -- What filters, facets and sorting read of documents, in columns, for 4,096 numbers each (docs/format.md).
        CREATE TABLE document_block (number INTEGER PRIMARY KEY, columns BLOB NOT NULL) STRICT;
        -- The values that the columns' codes stand for; facets as DocumentTable numbers them.
        CREATE TABLE facet_value (
            facet INTEGER NOT NULL, code INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (facet, code)
        ) STRICT, WITHOUT ROWID;

        -- None for a text that is one plain section.
        CREATE TABLE section (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            position INTEGER NOT NULL,       -- from 0
            heading TEXT NOT NULL,
            level INTEGER NOT NULL,          -- 1...6, 0 before the first heading
            start INTEGER NOT NULL,          -- UTF-8 offsets into the body
            "end" INTEGER NOT NULL,
            html TEXT,                       -- NULL for plain text
            markdown TEXT,                   -- the same to download, as CommonMark
            PRIMARY KEY (document, position)
        ) STRICT, WITHOUT ROWID;

        -- Documents as the second pass reads them, one or two bytes a word, and where words of the body stand in it
        -- (docs/format.md).
        CREATE TABLE forward (
            document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
            words BLOB NOT NULL, places BLOB NOT NULL
        ) STRICT;

        -- For each term of a segment, its documents with an impact each (docs/format.md).
        CREATE TABLE posting (key INTEGER PRIMARY KEY, list BLOB NOT NULL) STRICT;
        CREATE TABLE segment (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, bound INTEGER NOT NULL) STRICT;
        -- Documents that are gone, whose postings are not yet.
        CREATE TABLE tombstone (document INTEGER PRIMARY KEY) STRICT;

        -- Vectors of passages by the number of the first document of the block; a document's stand in one block
        -- (docs/format.md). None where there was no model.
        CREATE TABLE passage_block (number INTEGER PRIMARY KEY, passages BLOB NOT NULL) STRICT;

        -- Every form of the texts, with the number of documents that hold it: spelling and completion.
        CREATE TABLE form (
            number INTEGER PRIMARY KEY AUTOINCREMENT, -- what stands for it in forward; never used twice
            form TEXT NOT NULL UNIQUE, folded TEXT NOT NULL, term TEXT NOT NULL, root TEXT NOT NULL,
            length INTEGER NOT NULL, documents INTEGER NOT NULL
        ) STRICT;
        \(createFormIndexes)

        -- Expressions that documents share, for completion; key stands for their terms (docs/format.md).
        CREATE TABLE phrase (key INTEGER PRIMARY KEY, text TEXT NOT NULL, documents INTEGER NOT NULL) STRICT;

        -- Expressions by the letters that may be typed of them, from their beginning (1) or from a later word (0), the
        -- most frequent ones first: level 0 has 64 expressions, each level after it eight times as many.
        CREATE TABLE phrase_key (
            level INTEGER NOT NULL, beginning INTEGER NOT NULL, key TEXT NOT NULL,
            phrase INTEGER NOT NULL REFERENCES phrase,
            PRIMARY KEY (level, beginning, key, phrase)
        ) STRICT, WITHOUT ROWID;

        -- Titles by the letters that may be typed of them, from their beginning (1) or from a later word (0).
        CREATE TABLE title_key (
            beginning INTEGER NOT NULL, key TEXT NOT NULL, document INTEGER NOT NULL,
            PRIMARY KEY (beginning, key, document)
        ) STRICT, WITHOUT ROWID;

        -- Documents that were there once: their pages answer 410.
        CREATE TABLE removed (id TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE VIRTUAL TABLE text USING fts5(
            title, summary, headings, body, header,
            content = 'document_text', content_rowid = 'number', tokenize = '\(tokenizer)', columnsize = 0
        );
        CREATE VIRTUAL TABLE vocabulary USING fts5vocab('text', 'row');
        """
    }
}
