// Search as you type, and times in the reader's zone. Pages work without this file.
(() => {
  "use strict";
  const PAUSE = 220;

  const form = document.getElementById("search");
  if (form) searchAsYouType(form);
  const upload = document.getElementById("upload");
  if (upload) sendEachFile(upload);
  for (const button of document.querySelectorAll("[data-copy]")) copies(button);
  localTimes(document);
  document.addEventListener("htmx:load", (event) => localTimes(event.target));
  document.addEventListener("library:shown", (event) => localTimes(event.detail));

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

  // Each file goes in a request of its own, so that each shows how far it is and fails alone. A few at a time.
  function sendEachFile(form) {
    const AT_ONCE = 2;
    const list = document.getElementById("arriving");
    const field = form.elements.file;
    const drop = form.querySelector(".drop");
    // not the form's own: a field of it is called dataset
    const words = drop.dataset;
    const waiting = [];
    let sending = 0;
    form.classList.add("live");

    field.addEventListener("change", () => { add([...field.files]); field.value = ""; });
    form.addEventListener("submit", (event) => event.preventDefault());
    // a file that misses the box must not replace the page
    for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => { if (hasFiles(event)) event.preventDefault(); });
    document.addEventListener("dragover", (event) => drop.classList.toggle("over", hasFiles(event)));
    for (const type of ["dragleave", "dragend", "drop"]) document.addEventListener(type, () => drop.classList.remove("over"));
    document.addEventListener("drop", (event) => { if (hasFiles(event)) add(dropped(event.dataTransfer)); });
    window.addEventListener("beforeunload", (event) => { if (sending + waiting.length > 0) event.preventDefault(); });

    function hasFiles(event) {
      return [...(event.dataTransfer?.types ?? [])].includes("Files");
    }

    function dropped(transfer) {
      const folders = new Set([...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory).map((entry) => entry.name));
      for (const name of folders) result(row(name), "refused", words.folder);
      return [...transfer.files].filter((file) => !folders.has(file.name));
    }

    function add(files) {
      const choice = new FormData(form);
      for (const file of files) {
        const item = row(file.name);
        if (file.size > Number(words.max)) result(item, "refused", words.tooLarge);
        else waiting.push({ file, item, kind: choice.get("kind"), dataset: choice.get("dataset") });
      }
      next();
    }

    function row(name) {
      const item = document.createElement("li");
      item.append(span("name", name), " ", span("result", words.waiting));
      list.append(item);
      return item;
    }

    function span(kind, text) {
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = text;
      return span;
    }

    function next() {
      while (sending < AT_ONCE && waiting.length > 0) send(waiting.shift());
    }

    function send({ file, item, kind, dataset }) {
      const body = new FormData();
      body.append("kind", kind);
      body.append("dataset", dataset);
      body.append("file", file);
      const request = new XMLHttpRequest();
      const bar = document.createElement("progress");
      const said = item.querySelector(".result");
      const stop = document.createElement("button");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      stop.type = "button";
      stop.textContent = words.stop;
      stop.addEventListener("click", () => request.abort());
      said.textContent = words.sending;
      item.append(bar, stop);
      request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; });
      request.upload.addEventListener("load", () => { bar.removeAttribute("value"); said.textContent = words.storing; stop.remove(); });
      request.addEventListener("load", () => arrived(item, request));
      request.addEventListener("error", () => result(item, "refused", words.broken));
      request.addEventListener("abort", () => result(item, "refused", words.stopped));
      request.addEventListener("loadend", () => { sending--; next(); });
      sending++;
      request.open("POST", form.action);
      request.setRequestHeader("HX-Request", "true");
      const secret = form.elements.namedItem("_csrf");
      if (secret) request.setRequestHeader("X-CSRF-TOKEN", secret.value);
      request.send(body);
    }

    function arrived(item, request) {
      if (request.status !== 200) return result(item, "refused", words.broken);
      const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("li");
      if (!answer) return result(item, "refused", words.broken);
      result(item, answer.className, answer.querySelector(".result").textContent);
      document.body.dispatchEvent(new CustomEvent("library:uploaded"));
    }

    function result(item, outcome, text) {
      item.querySelectorAll("progress, button").forEach((part) => part.remove());
      item.className = outcome;
      item.querySelector(".result").textContent = text;
    }
  }

  // Where the browser offers no clipboard (plain http on another name) the text is selected, to be copied by hand.
  function copies(button) {
    const field = document.getElementById(button.dataset.copy);
    button.classList.add("live");
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = button.dataset.copied;
      } catch {
        field.focus();
      }
    });
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
