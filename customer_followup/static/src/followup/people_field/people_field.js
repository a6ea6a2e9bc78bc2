import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useAutofocus, useBus, useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { chipsOf } from "./chips";

const RELATED = [
    { name: "name", type: "char" },
    { name: "position", type: "char" },
];

/** Whom of a customer one spoke to: a press on each name; whoever is new is typed in. */
export class PeopleField extends Component {
    static template = "customer_followup.PeopleField";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({ isOpen: false, isAdding: false });
        this.input = useRef("autofocus");
        useAutofocus({ mobile: true });
        // Who saves without Enter meant the name all the same.
        useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", (ev) =>
            ev.detail.proms.push(this.add())
        );
    }

    get list() {
        return this.props.record.data[this.props.name];
    }

    get chips() {
        const { data } = this.props.record;
        return chipsOf(data.known_contacts || [], this.list.records.map(person), this.state.isOpen);
    }

    get moreText() {
        return _t("%(count)s more people", { count: this.chips.more });
    }

    get dossierId() {
        return this.props.record.data.dossier_id?.id;
    }

    get label() {
        return this.props.record.fields[this.props.name].string;
    }

    async toggle({ id, name, position, isChosen }) {
        if (isChosen) {
            await this.list.unlinkFrom(id);
        } else {
            await this.list.linkTo(id, { id, name, position });
        }
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            return this.add();
        }
        if (ev.key === "Escape") {
            ev.stopPropagation();
            this.state.isAdding = false;
        }
    }

    async add() {
        const name = this.state.isAdding && this.input.el?.value.trim();
        this.state.isAdding = false;
        if (!name) {
            return;
        }
        const created = await this.orm.call("customer.followup", "name_person", [
            this.dossierId,
            name,
        ]);
        await this.list.linkTo(created.id, created);
        this.notification.add(_t("%(name)s is a contact person of the customer now.", { name }), {
            type: "success",
        });
    }
}

function person({ resId, data }) {
    return { id: resId, name: data.name, position: data.position };
}

registry.category("fields").add("customer_people", {
    component: PeopleField,
    supportedTypes: ["many2many"],
    relatedFields: RELATED,
});
