/* Gives each frame with a form of ours the height of the form. No dependencies. */
(function () {
    "use strict";
    function originOf(frame) {
        var link = document.createElement("a");
        link.href = frame.src;
        return link.protocol + "//" + link.host;
    }
    function frames() {
        return document.querySelectorAll("iframe[data-customer-form]");
    }
    function onMessage(event) {
        var said = event.data;
        if (!said || said.type !== "customer_forms_size" || !(said.height > 0)) {
            return;
        }
        for (var all = frames(), i = 0; i < all.length; i++) {
            if (all[i].contentWindow === event.source && originOf(all[i]) === event.origin) {
                all[i].style.height = Math.min(Math.ceil(said.height), 20000) + "px";
                if (said.isNew && all[i].getBoundingClientRect().top < 0) {
                    all[i].scrollIntoView();
                }
            }
        }
    }
    window.addEventListener("message", onMessage, false);
    for (var all = frames(), i = 0; i < all.length; i++) {
        // Those that were there before this script are asked.
        all[i].contentWindow.postMessage({ type: "customer_forms_ask" }, originOf(all[i]));
    }
})();
