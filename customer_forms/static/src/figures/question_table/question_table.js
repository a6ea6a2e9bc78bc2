import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { duration, percent, width } from "../format";

/** Where people stop, what they get wrong, what they leave empty. */
export class QuestionTable extends Component {
    static template = "customer_forms.QuestionTable";
    static props = { questions: Array };

    setup() {
        this.percent = percent;
        this.duration = duration;
        this.help = {
            seen: _t("Visits in which its section was shown and the question applied."),
            left: _t(
                "Came no further than this question and did not send the form; who answered nothing stopped at the first one."
            ),
            corrected: _t("Of those who saw it: were shown an error at it."),
            empty: _t(
                "Of those who sent the form with this question on it: gave no answer (item nonresponse)."
            ),
            time: _t("Attention on average: the question had the cursor, at most a minute without a key."),
        };
    }

    get sections() {
        const sections = [];
        for (const question of this.props.questions) {
            if (sections.at(-1)?.title !== question.section) {
                sections.push({ title: question.section, questions: [] });
            }
            sections.at(-1).questions.push(question);
        }
        return sections;
    }

    get mostLeft() {
        return Math.max(...this.props.questions.map(({ left }) => left), 0);
    }

    width(question) {
        return width(question.left, this.mostLeft);
    }

    isWorst(question) {
        return question.left && question.left === this.mostLeft;
    }

    sentence({ seen, left }) {
        return _t("Of %(seen)s who saw this question, %(left)s left here.", { seen, left });
    }
}
