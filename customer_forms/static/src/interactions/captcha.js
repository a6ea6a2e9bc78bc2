import { ReCaptcha } from "@google_recaptcha/js/recaptcha";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { Interaction } from "@web/public/interaction";
import { BEFORE_SEND } from "./page_events";

const ACTION = "customer_form";
const TURNSTILE = "@website_cf_turnstile/interactions/turnstile";

/**
 * The captcha that an administrator has installed and given a key, on forms that ask for
 * it. Nothing is loaded from anywhere else before that.
 */
export class FormCaptcha extends Interaction {
    static selector = ".o_customer_forms_form:has(.o_customer_forms_captcha)";
    dynamicContent = {
        _root: { [`t-on-${BEFORE_SEND}`]: (ev) => ev.detail.waitUntil(this.prepare()) },
    };

    setup() {
        this.placeEl = this.el.querySelector(".o_customer_forms_captcha");
        this.reCaptcha = new ReCaptcha();
    }

    async willStart() {
        if (session.recaptcha_public_key) {
            await this.reCaptcha.loadLibs();
        }
    }

    start() {
        // Its module is there when an administrator has installed it.
        const { TurnStile } = odoo.loader.modules.get(TURNSTILE) || {};
        if (TurnStile && session.turnstile_site_key) {
            const turnstile = new TurnStile(ACTION);
            this.placeEl.append(turnstile.turnstileEl);
            turnstile.insertScripts(this.el);
            turnstile.render();
        }
    }

    /** Puts what Google's captcha says into the form: it is good for one sending. */
    async prepare() {
        if (!session.recaptcha_public_key) {
            return;
        }
        const { token } = await this.reCaptcha.getToken(ACTION);
        this.placeEl.querySelector("[name=recaptcha_token_response]")?.remove();
        const inputEl = document.createElement("input");
        Object.assign(inputEl, { type: "hidden", name: "recaptcha_token_response" });
        inputEl.value = token || "";
        this.placeEl.append(inputEl);
    }
}

registry.category("public.interactions").add("customer_forms.captcha", FormCaptcha);
