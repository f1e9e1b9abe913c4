// Search as you type, and times in the reader's zone. Pages work without this file.
(() => {
  "use strict";
  const PAUSE = 220;

  const form = document.getElementById("search");
  if (form) searchAsYouType(form);
  localTimes(document);
  document.addEventListener("htmx:load", (event) => localTimes(event.target));

  function searchAsYouType(form) {
    const input = form.elements.q;
    let timer = 0;
    let composing = false;
    let last = state();

    // While an input method composes, the text is not the reader's yet: nothing is sent until it is committed.
    input.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
    input.addEventListener("compositionend", () => { composing = false; later(); });
    input.addEventListener("input", (event) => { if (!composing && !event.isComposing) later(); });
    // Enter that commits a conversion is not Enter that searches (keyCode 229 is how Safari says it).
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.isComposing || composing || event.keyCode === 229)) event.preventDefault();
    });
    form.addEventListener("submit", () => { clearTimeout(timer); last = state(); });

    for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.body.addEventListener(failure, say);
    document.body.addEventListener("htmx:afterSettle", follow);

    function later() {
      clearTimeout(timer);
      timer = setTimeout(now, PAUSE);
    }

    function now() {
      clearTimeout(timer);
      const next = state();
      if (next === last) return;
      last = next;
      document.getElementById("content").classList.toggle("start", [...new FormData(form).values()].every((value) => !value.trim()));
      form.dispatchEvent(new CustomEvent("library:search"));
    }

    function state() {
      return input.value.trim();
    }

    // The filters come anew with each answer; on a phone they stay unfolded for the next choice, and the keyboard stays there.
    let unfolded = false;
    let focused = "";
    document.body.addEventListener("htmx:beforeSwap", () => {
      unfolded = document.getElementById("facets")?.open ?? false;
      focused = document.activeElement?.closest("#facets a")?.id ?? "";
    });
    document.body.addEventListener("htmx:afterSwap", () => {
      const facets = document.getElementById("facets");
      if (!facets) return;
      if (unfolded) facets.open = true;
      document.getElementById(focused)?.focus({ preventScroll: true });
    });

    function say() {
      document.getElementById("search-status").textContent = form.dataset.offline;
    }

    // The title, and the switches for language and colours, follow the search.
    function follow() {
      const name = document.title.split(" · ").pop();
      const words = input.value.trim() || document.querySelector("nav.main [aria-current]").textContent;
      document.title = `${words} · ${name}`;
      for (const link of document.querySelectorAll(".switch a")) {
        const switched = new URL(link.href).searchParams;
        const here = new URL(location.href);
        for (const choice of ["lang", "theme"]) {
          here.searchParams.delete(choice);
          if (switched.has(choice)) here.searchParams.set(choice, switched.get(choice));
        }
        link.href = here.pathname + here.search;
      }
    }
  }

  function localTimes(root) {
    const two = (number) => String(number).padStart(2, "0");
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      time.textContent = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
    }
  }
})();
