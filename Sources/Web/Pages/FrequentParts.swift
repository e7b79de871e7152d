/// The parts that a page of results shows by the dozen say what their properties are in so many words: to find a property
/// by reflection takes longer than all else that is done with it. Attributes that may be missing are one value each, since
/// a section costs the library ten times a variable. `TemplateTests` holds these lists against the types.

extension HitPart {
    func child(named name: String) -> Any? {
        switch name {
        case "url": url
        case "titleHTML": titleHTML
        case "kind": kind
        case "hue": hue
        case "hueHTML": HTML.attribute("data-hue", hue)
        case "marks": marks
        case "textHTML": textHTML
        case "missingLabel": missingLabel
        case "missing": missing
        case "facts": facts
        case "isIllustrative": isIllustrative
        case "pick": pick
        default: nil
        }
    }
}

extension HitPart.PickPart {
    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "title": title
        default: nil
        }
    }
}

extension HitPart.Word {
    func child(named name: String) -> Any? {
        switch name {
        case "separator": separator
        case "word": word
        default: nil
        }
    }
}

extension KindPart {
    func child(named name: String) -> Any? {
        switch name {
        case "label": label
        case "icon": icon
        default: nil
        }
    }
}

extension AxisMark {
    func child(named name: String) -> Any? {
        switch name {
        case "label": label
        case "url": url
        case "hue": hue
        case "isWideOnly": isWideOnly
        case "attributesHTML": attributesHTML
        default: nil
        }
    }
}

extension AxisMark {
    private var attributesHTML: HTML {
        HTML(
            trusted: HTML.attribute("data-hue", hue).text + HTML.attribute("data-only", isWideOnly ? "wide" : nil).text)
    }
}

extension LinkPart {
    func child(named name: String) -> Any? {
        switch name {
        case "url": url
        case "label": label
        case "count": count
        case "separator": separator
        case "hue": hue
        default: nil
        }
    }
}

extension FacetPart {
    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "first": first
        case "rest": rest
        case "restLabel": restLabel
        case "isInColumns": isInColumns
        default: nil
        }
    }
}

extension FacetPart.Row {
    func child(named name: String) -> Any? {
        switch name {
        case "value": value
        case "children": children
        default: nil
        }
    }
}

extension FacetPart.Value {
    func child(named name: String) -> Any? {
        switch name {
        case "url": url
        case "label": label
        case "count": count
        case "isCurrent": isCurrent
        case "stateHTML": HTML.attribute("aria-current", isCurrent ? "true" : nil)
        case "hintHTML": isCurrent ? Self.hint : HTML(trusted: "")
        case "countHTML": HTML(trusted: isCurrent ? "" : "<span class=\"count\">\(HTML(escaping: count).text)</span>")
        default: nil
        }
    }

    private static let hint = HTML(trusted: "<span class=\"unseen\">&nbsp;: retirer ce filtre</span>")
}
