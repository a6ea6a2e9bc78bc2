import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

const LEVELS = ["country", "province", "city", "district"];
// Address -> promise of the places there; every region of the page asks once.
const loaded = new Map();

/** Linked lists of country, province, city and district in place of a typed address. */
export class RegionCascade extends Interaction {
    static selector = ".o_customer_forms_region";
    dynamicContent = {
        select: { "t-on-change.withTarget": this.onSelect },
    };

    setup() {
        this.choices = JSON.parse(this.el.dataset.choices);
        this.inputEl = this.el.querySelector("input");
        this.selects = {};
        this.offered = {};
        for (const selectEl of this.el.querySelectorAll("select")) {
            this.selects[selectEl.dataset.level] = selectEl;
        }
    }

    async start() {
        if (this.inputEl.dataset.kept) {
            return; // a mask: the address is written, or stays as it is
        }
        const [first, ...rest] = this.inputEl.value.split("/").filter(Boolean);
        this.offer("country", this.choices.countries);
        this.offer("province", this.choices.places);
        this.el.querySelector(".o_customer_forms_region_levels").classList.remove("d-none");
        this.inputEl.classList.add("d-none");
        if (!first) {
            return;
        }
        if (this.choices.countries.some(([name]) => name === first)) {
            await this.choose("country", first);
            await this.choose("province", rest.join("/"));
        } else {
            await this.choose("province", first);
            for (const name of rest) {
                await this.choose(this.isOffered("city", name) ? "city" : "district", name);
            }
        }
    }

    /** Fills one list and empties those below it. */
    offer(level, places) {
        for (const lower of LEVELS.slice(LEVELS.indexOf(level))) {
            const within = lower === level ? places : [];
            this.offered[lower] = within;
            const selectEl = this.selects[lower];
            if (!selectEl) {
                continue;
            }
            const placeholders = lower === "country" ? [] : [selectEl.options[0]];
            const options = within.map(([name, label]) => new Option(label, name));
            selectEl.replaceChildren(...placeholders, ...options);
            selectEl.value = "";
            selectEl.disabled = !within.length;
        }
    }

    isOffered(level, name) {
        return Boolean(this.selects[level]) && this.offered[level].some((each) => each[0] === name);
    }

    chosen(level) {
        const name = this.selects[level]?.value || "";
        return this.offered[level].find((place) => place[0] === name);
    }

    async choose(level, name) {
        if (this.isOffered(level, name)) {
            this.selects[level].value = name;
            await this.follow(level);
        }
    }

    /** Offers what is inside the place chosen at a level. */
    async follow(level) {
        const [name, , inside] = this.chosen(level) || [];
        if (level === "country") {
            this.offer("province", name ? [] : this.choices.places);
            await this.load("country", name && inside);
        } else if (level === "province") {
            this.offer("city", []);
            await this.load("province", this.isAbroad ? "" : inside);
        } else if (level === "city") {
            this.offer("district", inside || []);
        }
        this.hideNeedless();
    }

    /** Hides the lists of levels that the chosen place does not have. */
    hideNeedless() {
        const isPlain = !this.offered.city.length && (this.isAbroad || this.chosen("province"));
        const settled = { city: isPlain, district: isPlain || this.chosen("city") };
        for (const level of ["city", "district"]) {
            const isNeedless = Boolean(settled[level]) && !this.offered[level].length;
            this.selects[level]?.parentElement.classList.toggle("d-none", isNeedless);
        }
    }

    get isAbroad() {
        return Boolean(this.selects.country?.value);
    }

    /** Fetches what is inside the place chosen at a level, unless another is meanwhile. */
    async load(level, code) {
        if (!code) {
            return;
        }
        const name = this.selects[level].value;
        try {
            const found = await this.waitFor(this.fetchPlaces(code));
            if (this.selects[level].value === name) {
                this.offer(found.level, found.places);
            }
        } catch {
            this.typeInstead();
        }
    }

    fetchPlaces(code) {
        const { lang, version } = this.choices;
        const url = `/customer_forms/regions/${code}?lang=${lang}&v=${version}`;
        if (!loaded.has(url)) {
            const places = fetch(url).then((response) => {
                if (!response.ok) {
                    throw new Error(response.statusText);
                }
                return response.json();
            });
            places.catch(() => loaded.delete(url));
            loaded.set(url, places);
        }
        return loaded.get(url);
    }

    /** The lists cannot be had: the address is written, as without JavaScript. */
    typeInstead() {
        this.el.querySelector(".o_customer_forms_region_levels").classList.add("d-none");
        this.inputEl.classList.remove("d-none");
    }

    async onSelect(ev, selectEl) {
        const following = this.follow(selectEl.dataset.level);
        this.write();
        if (this.inputEl.value.endsWith("/")) {
            ev.stopPropagation(); // not answered yet: nothing to correct
        }
        await this.waitFor(following);
        this.write();
    }

    /** Puts the path of what is chosen into the input that is sent. */
    write() {
        const path = LEVELS.map((level) => this.chosen(level)?.[0]).filter(Boolean);
        const isOpen = !this.isAbroad && path.length > 0 && this.isMoreAsked();
        this.inputEl.value = path.join("/") + (isOpen ? "/" : "");
    }

    /** Whether a list below the last choice waits for one. */
    isMoreAsked() {
        const [, , code] = this.chosen("province");
        const asked = ["city", "district"].filter((level) => this.offered[level].length);
        const isLoading = Boolean(code) && !asked.length;
        return isLoading || asked.some((level) => this.selects[level] && !this.chosen(level));
    }
}

registry.category("public.interactions").add("customer_forms.region_cascade", RegionCascade);
