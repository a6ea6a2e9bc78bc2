import { Component, onMounted, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { PreviewFrame } from "../preview_frame/preview_frame";

const PHONE_WIDTH = 390;
// Narrower than this the page takes its phone layout: it is shown smaller instead.
const DESKTOP_WIDTH = 780;

/** The real public page, made of the draft; to look at and to choose in, or to try. */
export class Preview extends Component {
    static template = "customer_forms.Preview";
    static components = { PreviewFrame };
    static props = { isTrying: Boolean, onPicked: Function };

    setup() {
        this.builder = useBuilder();
        this.stage = useRef("stage");
        const device = this.env.isSmall ? "phone" : "desktop";
        this.state = useState({ device, width: 0, height: 0, samples: 0 });
        const observer = new ResizeObserver(() => this.measure());
        onMounted(() => observer.observe(this.stage.el));
        onWillUnmount(() => observer.disconnect());
        useEffect(
            () => {
                this.state.samples = 0;
            },
            () => [this.props.isTrying]
        );
    }

    measure() {
        this.state.width = this.stage.el?.clientWidth || 0;
        this.state.height = this.stage.el?.clientHeight || 0;
    }

    get url() {
        const { data, lang } = this.builder;
        const samples = this.state.samples ? `&samples=${this.state.samples}` : "";
        return `${data.preview_url}?lang=${lang}${samples}`;
    }

    /** The page at its own width, scaled to the room there is. */
    get frameStyle() {
        const { device, width, height } = this.state;
        const isPhone = device === "phone";
        const pageWidth = isPhone ? Math.min(PHONE_WIDTH, width) : Math.max(width, DESKTOP_WIDTH);
        const scale = isPhone ? 1 : width / pageWidth;
        const left = isPhone ? Math.max(0, (width - pageWidth) / 2) : 0;
        return (
            `width: ${pageWidth}px; height: ${height / (scale || 1)}px;` +
            `transform: scale(${scale}); left: ${left}px`
        );
    }

    get selectedKey() {
        return this.builder.field ? this.builder.field.key : undefined;
    }

    pick(key) {
        this.builder.select({ kind: "field", key });
        this.props.onPicked();
    }

    fillSamples() {
        this.state.samples++;
    }
}
