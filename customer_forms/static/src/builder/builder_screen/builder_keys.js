import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { duplicateSelected } from "../model/commands";

/** Undo, redo and duplicate, also while typing: a text is undone as a step of the form. */
export function useBuilderKeys(builder) {
    const anywhere = { bypassEditableProtection: true };
    const repeated = { ...anywhere, allowRepeat: true };
    useHotkey("control+z", () => builder.undo(), repeated);
    useHotkey("control+shift+z", () => builder.redo(), repeated);
    useHotkey("control+y", () => builder.redo(), repeated);
    useHotkey("control+d", () => duplicateSelected(builder), anywhere);
}
