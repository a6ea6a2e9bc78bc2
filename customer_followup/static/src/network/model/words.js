import { _t } from "@web/core/l10n/translation";

export const NODE_KINDS = ["organisation", "person", "contact", "employee", "hidden"];

/** What a kind of node is called. */
export function kindName(kind) {
    return {
        organisation: _t("Organisation"),
        person: _t("Private customer"),
        contact: _t("Contact person"),
        employee: _t("Our employee"),
        hidden: _t("Not for you to see"),
    }[kind];
}

/** What a line is called in the legend. */
export function groupName(group, types) {
    const id = group.startsWith("type:") && Number(group.slice(5));
    if (id) {
        return types.find((type) => type.id === id)?.name || "";
    }
    return group === "line:owner" ? _t("Looks after the customer") : _t("Is at the customer");
}

/** A line as a sentence. */
export function edgeSentence(edge, labels, types) {
    const names = { first: labels[edge.from], second: labels[edge.to] };
    if (edge.kind === "contact") {
        return _t("%(second)s is at %(first)s", names);
    }
    if (edge.kind === "owner") {
        return _t("%(first)s looks after %(second)s", names);
    }
    const type = types.find((each) => each.id === edge.type);
    return `${names.first} ${type?.name || ""} ${names.second}`;
}

/** From when to when something was so. */
export function timesText({ since, until }) {
    if (since && until) {
        return _t("%(since)s to %(until)s", { since, until });
    }
    if (since) {
        return _t("since %(since)s", { since });
    }
    return until ? _t("until %(until)s", { until }) : "";
}

/** Where a node stands in a few words, for the card and for who hears it. */
export function nodeWords(node) {
    const words = [kindName(node.kind), node.detail, ...(node.roles || [])];
    if (node.is_main) {
        words.push(_t("main contact"));
    }
    if (node.spoken) {
        words.push(_t("last spoken to %(day)s", { day: node.spoken }));
    }
    return [...new Set(words.filter(Boolean))].join(" · ");
}
