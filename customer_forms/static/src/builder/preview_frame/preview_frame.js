import { Component, onWillUpdateProps, useEffect, useState } from "@odoo/owl";
import { SHOW_QUESTION } from "../../interactions/page_events";

const SELECTED = "o_customer_forms_selected";

/**
 * A page in a frame that changes without flicker: the next one loads behind it, takes over
 * its scroll position, and comes to the front when it is there.
 */
export class PreviewFrame extends Component {
    static template = "customer_forms.PreviewFrame";
    static props = {
        url: String,
        stamp: Number,
        frameStyle: String,
        isTrying: Boolean,
        selectedKey: { type: String, optional: true },
        onPick: Function,
    };

    setup() {
        this.state = useState({ frames: [{ id: 1, src: this.props.url, isShown: false }] });
        this.front = null;
        onWillUpdateProps((next) => {
            const isOther = ["url", "stamp", "isTrying"].some(
                (name) => next[name] !== this.props[name]
            );
            if (isOther) {
                this.loadNext(next.url);
            }
        });
        useEffect(
            () => this.markSelected(true),
            () => [this.props.selectedKey]
        );
    }

    loadNext(src) {
        const { frames } = this.state;
        const id = frames.at(-1).id + 1;
        // of those still loading, only the newest matters
        this.state.frames = [...frames.filter((frame) => frame.isShown), { id, src, isShown: false }];
    }

    onLoad(frame, ev) {
        const page = ev.target.contentDocument;
        if (!page?.body) {
            return;
        }
        if (this.front && this.front !== ev.target) {
            const { scrollingElement: before } = this.front.contentDocument;
            page.scrollingElement.scrollTop = before.scrollTop;
        }
        this.front = ev.target;
        this.state.frames = this.state.frames
            .filter(({ id }) => id >= frame.id)
            .map((each) => (each.id === frame.id ? { ...each, isShown: true } : each));
        if (!this.props.isTrying) {
            this.makePickable(page);
        }
        this.markSelected(false);
    }

    /** While designing, a click chooses a question instead of answering it. */
    makePickable(page) {
        page.body.classList.add("o_customer_forms_designing");
        const stop = (ev) => {
            if (ev.target.closest?.(".o_customer_forms_paging")) {
                return; // from section to section
            }
            ev.preventDefault();
            ev.stopPropagation();
        };
        page.addEventListener("mousedown", stop, true);
        page.addEventListener("submit", stop, true);
        page.addEventListener(
            "click",
            (ev) => {
                stop(ev);
                const question = ev.target.closest("[data-key]");
                if (question) {
                    this.props.onPick(question.dataset.key.split(":").at(-1));
                }
            },
            true
        );
    }

    markSelected(isMoving) {
        const page = this.front?.contentDocument;
        if (!page || this.props.isTrying) {
            return;
        }
        page.querySelector(`.${SELECTED}`)?.classList.remove(SELECTED);
        const { selectedKey: key } = this.props;
        // in a repeating section, the question in its first row
        const question = key && page.querySelector(`[data-key="${key}"], [data-key$=":${key}"]`);
        question?.classList.add(SELECTED);
        question?.dispatchEvent(new Event(SHOW_QUESTION, { bubbles: true }));
        if (question && isMoving) {
            question.scrollIntoView({ block: "nearest", behavior: "smooth" });
        }
    }
}
