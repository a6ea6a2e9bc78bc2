import { useSortable } from "@web/core/utils/sortable_owl";
import { addField, placeField, placeSection } from "../model/commands";
import { placeAfter } from "../model/outline";

/**
 * Questions are dragged within and between sections, types from the palette to a section,
 * sections by their handle.
 *
 * @param {{el: HTMLElement}} ref holds the palette and the outline
 */
export function useQuestionDragging(ref, builder) {
    useSortable({
        ref,
        elements: ".o_cfb_draggable",
        groups: ".o_cfb_droppable",
        connectGroups: true,
        ignore: "input",
        tolerance: 6,
        touchDelay: 300,
        cursor: "grabbing",
        placeholderClasses: ["o_cfb_placeholder"],
        followingElementClasses: ["o_cfb_dragged"],
        onDrop: ({ element, previous, parent }) => drop(builder, element, previous, parent),
    });
    useSortable({
        ref,
        elements: ".o_cfb_section",
        groups: ".o_cfb_sections",
        handle: ".o_cfb_section_handle",
        tolerance: 6,
        touchDelay: 300,
        cursor: "grabbing",
        placeholderClasses: ["o_cfb_placeholder"],
        onDrop: ({ element, previous }) => dropSection(builder, element, previous),
    });
}

function drop(builder, element, previous, parent) {
    const section = parent?.dataset.section;
    if (!section) {
        return; // dropped on the palette
    }
    const { type, key } = element.dataset;
    const place = placeAfter(builder.document, section, previous?.dataset.key, key);
    if (type) {
        addField(builder, type, { section, place });
    } else {
        placeField(builder, key, section, place);
    }
}

function dropSection(builder, element, previous) {
    const keys = builder.document.sections
        .map(({ key }) => key)
        .filter((key) => key !== element.dataset.section);
    const place = previous ? keys.indexOf(previous.dataset.section) + 1 : 0;
    placeSection(builder, element.dataset.section, place);
}
