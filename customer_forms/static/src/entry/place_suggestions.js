import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { BEFORE_SEND } from "../interactions/page_events";

/** Places offered while their names are typed, in Chinese or pinyin; Enter takes the first. */
export class PlaceSuggestions extends Interaction {
    static selector = ".o_customer_forms_entry_form .o_customer_forms_place";
    dynamicContent = {
        "input[type='text']": {
            "t-on-input": this.onInput,
            "t-on-keydown": this.onKeydown,
            "t-on-blur": () => this.show([]),
        },
    };

    setup() {
        this.inputEl = this.el.querySelector("input[type='text']");
        this.lang = JSON.parse(this.el.dataset.choices).lang;
        this.places = [];
        this.chosen = 0;
        this.asked = null; // promise of the places for what is typed now
        this.settled = null; // promise that what was typed has become a place
        this.listEl = document.createElement("ul");
        this.listEl.className = "list-group o_customer_forms_places d-none";
        this.listEl.setAttribute("role", "listbox");
        this.listEl.id = `places_${this.inputEl.name}`;
        this.inputEl.setAttribute("role", "combobox");
        this.inputEl.setAttribute("aria-controls", this.listEl.id);
        this.inputEl.setAttribute("aria-expanded", "false");
    }

    start() {
        this.insert(this.listEl, this.el);
        const formEl = this.el.closest("form");
        this.addListener(formEl, BEFORE_SEND, (ev) => ev.detail.waitUntil(this.settled));
    }

    onInput() {
        const typed = this.inputEl.value.trim();
        const asked = (this.asked = typed ? this.fetchPlaces(typed) : Promise.resolve([]));
        asked.then((places) => this.asked === asked && this.show(places));
    }

    async fetchPlaces(typed) {
        const query = new URLSearchParams({
            q: typed,
            depth: this.el.dataset.depth,
            lang: this.lang,
        });
        try {
            const response = await fetch(`/customer_forms/places?${query}`);
            return response.ok ? await response.json() : [];
        } catch {
            return []; // the server reads what is written all the same
        }
    }

    show(places) {
        this.places = places;
        this.chosen = 0;
        this.asked = null;
        this.listEl.classList.toggle("d-none", !places.length);
        this.inputEl.setAttribute("aria-expanded", Boolean(places.length));
        this.render();
    }

    render() {
        this.listEl.replaceChildren(
            ...this.places.map(([, label], place) => {
                const itemEl = document.createElement("li");
                itemEl.setAttribute("role", "option");
                itemEl.setAttribute("aria-selected", place === this.chosen);
                itemEl.className = `list-group-item py-1 ${place === this.chosen ? "active" : ""}`;
                itemEl.textContent = label;
                itemEl.addEventListener("mousedown", () => this.choose(place));
                return itemEl;
            })
        );
    }

    onKeydown(ev) {
        if (ev.isComposing) {
            return;
        }
        if (this.asked && /^(?:Enter|Tab)$/.test(ev.key)) {
            this.settled = this.settle(this.asked, this.inputEl.value);
            return;
        }
        if (!this.places.length) {
            return;
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (step) {
            ev.preventDefault();
            const count = this.places.length;
            this.chosen = (this.chosen + step + count) % count;
            this.render();
        } else if (/^(?:Enter|Tab)$/.test(ev.key)) {
            this.choose(this.chosen); // and on to the next question
        } else if (ev.key === "Escape") {
            this.show([]);
        }
    }

    /** Typed faster than the places came: the cursor is in the next question already. */
    async settle(asked, typed) {
        const [first] = await asked;
        if (first && this.inputEl.value === typed) {
            this.inputEl.value = first[1];
        }
    }

    choose(place) {
        this.inputEl.value = this.places[place][1];
        this.show([]);
    }
}

registry.category("public.interactions").add("customer_forms.place_suggestions", PlaceSuggestions);
