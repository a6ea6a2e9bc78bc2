/* global cytoscape */
import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { hasTouch } from "@web/core/browser/feature_detection";
import { elementsOf, styleOf } from "../model/elements";
import { nodeTowards, ringPositions } from "../model/graph";
import { layOut } from "../model/layout";

const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const ZOOM = 1.3;
const FEW = 60;

/** Draws a network with Cytoscape.js, which is loaded when the first picture is opened. */
export class NetworkCanvas extends Component {
    static template = "customer_followup.NetworkCanvas";
    static props = {
        graph: Object,
        day: { type: [String, { value: null }] },
        root: String,
        chosen: { type: [String, { value: null }] },
        found: { type: [Array, { value: null }] },
        label: String,
        isSmall: Boolean,
        isQuiet: { type: Boolean, optional: true },
        onChoose: Function,
        onExpand: Function,
        onCentre: Function,
        onBack: Function,
        onReady: Function,
    };

    setup() {
        this.box = useRef("box");
        this.positions = {};
        onWillStart(() => loadBundle("customer_followup.network_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.graph, this.props.day, this.props.root]
        );
        useEffect(
            () => this.mark(),
            () => [this.props.graph, this.props.chosen, this.props.found]
        );
        onWillUnmount(() => this.cy?.destroy());
    }

    start() {
        const style = getComputedStyle(this.box.el);
        const color = (name) => style.getPropertyValue(`--network-${name}`).trim();
        // Scrolling the page over a small picture must not move the picture.
        const isFixed = this.props.isSmall && hasTouch();
        this.cy = cytoscape({
            container: this.box.el,
            style: styleOf(color),
            userZoomingEnabled: !this.props.isSmall,
            userPanningEnabled: !isFixed,
            autoungrabify: isFixed,
            minZoom: 0.1,
            maxZoom: 4,
        });
        this.cy.on("tap", ({ target }) =>
            this.props.onChoose(target === this.cy ? null : this.keyOf(target))
        );
        this.cy.on("dbltap", "node", ({ target }) => this.props.onExpand(target.id()));
        this.cy.on("dragfree", "node", ({ target }) => {
            this.positions[target.id()] = { ...target.position() };
        });
        this.props.onReady({
            fit: () => this.fit(),
            zoom: (by) => this.zoom(by),
            png: () => this.png(color("page")),
        });
    }

    /** A line stands for what it leads to. */
    keyOf(target) {
        return target.isNode() ? target.id() : target.target().id();
    }

    draw() {
        if (!this.cy) {
            this.start();
        }
        const { graph, day, root } = this.props;
        const isNew = !(root in this.positions) || this.drawnRoot !== root;
        if (isNew) {
            this.positions = {};
        }
        if (graph.nodes.some((node) => !(node.key in this.positions))) {
            const start = this.startOf(graph, root);
            // What stood somewhere stays there.
            const placed = layOut(graph, start, this.positions);
            this.positions = { ...this.positions, ...placed };
        }
        const positions = this.positions;
        this.cy.elements().remove();
        this.cy.add(elementsOf(graph, { day, root, positions }));
        if (isNew) {
            this.fit();
        }
        if (this.props.isQuiet) {
            // No room for the words of lines: who is chosen has them beside it.
            this.cy.edges().style({ "text-opacity": 0 });
        }
        this.scaleWords();
        this.drawnRoot = root;
    }

    /** New nodes begin around the one that was opened, or in rings around the root. */
    startOf(graph, root) {
        const centre = this.positions[this.props.chosen] || { x: 0, y: 0 };
        const rings = ringPositions(graph, root);
        return Object.fromEntries(
            Object.entries(rings).map(([key, { x, y }]) => [
                key,
                { x: x + centre.x, y: y + centre.y },
            ])
        );
    }

    mark() {
        const { chosen, found } = this.props;
        this.cy.batch(() => {
            this.cy.elements().removeClass("chosen faded");
            if (found) {
                const wanted = new Set(found);
                this.cy.nodes().forEach((node) => {
                    node.toggleClass("faded", !wanted.has(node.id()));
                });
                this.cy.edges().addClass("faded");
            }
            if (chosen) {
                this.cy.getElementById(chosen).addClass("chosen");
            }
        });
    }

    fit() {
        this.cy.fit(undefined, 30);
        if (this.cy.zoom() > 1.3) {
            this.cy.zoom(1.3);
            this.cy.center();
        }
        this.scaleWords();
    }

    /** Of a few, the names are read however small the picture has to be. */
    scaleWords() {
        if (this.cy.nodes().length <= FEW) {
            const scale = Math.min(Math.max(1 / this.cy.zoom(), 1), 2.5);
            this.cy.nodes().style({ "font-size": 11 * scale, "text-max-width": 130 * scale });
            this.cy.edges().style({ "font-size": 9 * scale });
        }
    }

    zoom(by) {
        const { width, height } = this.box.el.getBoundingClientRect();
        this.cy.zoom({
            level: this.cy.zoom() * by,
            renderedPosition: { x: width / 2, y: height / 2 },
        });
    }

    png(bg) {
        return this.cy.png({ full: true, scale: 2, bg, output: "blob", maxWidth: 4000 });
    }

    /** Arrows go to the next node, Enter opens what is around it, the space bar walks there. */
    onKeydown(ev) {
        const chosen = this.props.chosen || this.props.root;
        const actions = {
            Enter: () => this.props.onExpand(chosen),
            " ": () => this.props.onCentre(chosen),
            Escape: () => this.props.onChoose(null),
            Backspace: () => this.props.onBack(),
            "+": () => this.zoom(ZOOM),
            "-": () => this.zoom(1 / ZOOM),
            0: () => this.fit(),
        };
        if (ev.key in ARROWS) {
            const positions = Object.fromEntries(
                this.cy.nodes().map((node) => [node.id(), node.position()])
            );
            const current = chosen in positions ? chosen : this.props.root;
            const key = nodeTowards(positions, current, ARROWS[ev.key]);
            this.props.onChoose(key);
            this.cy.animate({ center: { eles: this.cy.getElementById(key) } }, { duration: 100 });
        } else if (ev.key in actions) {
            actions[ev.key]();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }
}
