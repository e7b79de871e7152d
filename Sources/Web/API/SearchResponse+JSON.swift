import Search

// Keys in alphabetical order, as `JSONEncoder` sorts them elsewhere.

extension SearchResponse: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("expansions", expansions)
            $0.member("facets", facets)
            $0.member("limit", limit)
            $0.member("match", match)
            $0.member("message", ifPresent: message)
            $0.member("offset", offset)
            $0.member("partial_total", partialTotal)
            $0.member("query", query)
            $0.member("related", related)
            $0.member("results", results)
            $0.member("semantic", semantic)
            $0.member("suggestion", suggestion)
            $0.member("took_us", tookMicroseconds)
            $0.member("total", total)
        }
    }
}

extension SearchResponse.Hit: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("axes", axes)
            $0.member("explain", ifPresent: explain)
            $0.member("id", id)
            $0.member("kind", kind)
            $0.member("match", match)
            $0.member("missing", ifPresent: missing)
            $0.member("nature", ifPresent: nature)
            $0.member("path", path)
            $0.member("score", ifPresent: score)
            $0.member("snippet", ifPresent: snippet)
            $0.member("summary", summary)
            $0.member("territory", ifPresent: territory)
            $0.member("title", title)
            $0.member("updated", ifPresent: updated)
            $0.member("url", url)
            $0.member("year", ifPresent: year)
        }
    }
}

extension AxisReference: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("id", id)
            $0.member("label", label)
        }
    }
}

extension SearchResponse.Facets: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("axis", axis)
            $0.member("kind", kind)
            $0.member("nature", nature)
            $0.member("public", self.public)
            $0.member("territory", territory)
            $0.member("year", year)
        }
    }
}

extension SearchResponse.FacetValue: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("count", count)
            $0.member("id", id)
            $0.member("label", label)
        }
    }
}

extension SearchResponse.Suggestion: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("applied", applied)
            $0.member("query", query)
        }
    }
}

extension SearchResponse.Expansion: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("term", term)
            $0.member("with", with)
        }
    }
}

// MARK: Explanations

extension SearchResponse.Explanation: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("clauses", clauses)
            $0.member("signals", signals)
        }
    }
}

extension SearchResponse.Explanation.Clause: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("documents", documents)
            $0.member("found", found)
            $0.member("frequency", frequency)
            $0.member("idf", idf)
            $0.member("score", score)
            $0.member("term", term)
            $0.member("weak", isWeak)
        }
    }
}

extension SearchResponse.Explanation.Found: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("fields", fields)
            $0.member("frequency", frequency)
            $0.member("origin", origin.rawValue)
            $0.member("text", text)
            $0.member("weight", weight)
        }
    }
}
