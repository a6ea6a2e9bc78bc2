import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { FileInput } from "@web/core/file_input/file_input";
import { FileModel } from "@web/core/file_viewer/file_model";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { humanSize } from "@web/core/utils/binary";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const ICONS = [
    ["isImage", "fa-file-image-o"],
    ["isPdf", "fa-file-pdf-o"],
    ["isText", "fa-file-text-o"],
    ["isVideo", "fa-file-video-o"],
];

/** Every file of a customer, wherever it was added; more can be added here. */
export class CustomerDocuments extends Component {
    static template = "customer_followup.CustomerDocuments";
    static components = { FileInput };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.viewer = useFileViewer();
        this.state = useState({ files: [], isLoaded: false });
        onWillStart(() => this.reload(this.props.record));
        onWillUpdateProps((props) => this.reload(props.record));
    }

    async reload(record) {
        const files = record.resId
            ? await this.orm.silent.call("customer.dossier", "documents", [[record.resId]])
            : [];
        this.state.files = files.map((file) => Object.assign(new FileModel(), file));
        this.state.isLoaded = true;
    }

    iconOf(file) {
        return ICONS.find(([name]) => file[name])?.[1] || "fa-file-o";
    }

    whenOf(file) {
        return formatDate(deserializeDateTime(file.when));
    }

    sizeOf(file) {
        return file.size ? humanSize(file.size) : "";
    }

    preview(file) {
        this.viewer.open(file, this.state.files);
    }

    async onUpload(files) {
        for (const file of files) {
            if (file.error) {
                this.notification.add(file.error, { type: "danger" });
            }
        }
        await this.reload(this.props.record);
    }
}

registry.category("view_widgets").add("customer_documents", { component: CustomerDocuments });
