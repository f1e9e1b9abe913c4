// An answer, told while it is made: stages, and each statement once it is proved. At the end the server's own page takes
// its place. Without this file the form is sent, and the answer comes whole.
(() => {
  "use strict";
  const form = document.getElementById("ask");
  if (!form || !window.ReadableStream || !window.TextDecoderStream) return;
  const field = form.elements.question;
  const button = form.querySelector("button[type=submit]");
  const list = document.getElementById("exchanges");
  let stop = null;

  // Enter is a line's end, and what commits a conversion; with Ctrl or ⌘ it asks.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!stop && field.value.trim()) ask(field.value.trim());
  });
  addEventListener("pagehide", () => stop?.abort());

  async function ask(question) {
    const coming = document.getElementById("coming").content.firstElementChild.cloneNode(true);
    coming.querySelector(".question").textContent = question;
    coming.querySelector(".stop").addEventListener("click", () => stop?.abort());
    list.append(coming);
    document.getElementById("content").classList.remove("start");
    coming.scrollIntoView({ block: "start" });
    button.disabled = true;
    stop = new AbortController();
    try {
      await follow(await send(question), coming);
    } catch (failure) {
      problem(coming, stop.signal.aborted ? form.dataset.stopped : form.dataset.offline);
    } finally {
      stop = null;
      button.disabled = false;
    }
  }

  function send(question) {
    const headers = { "Content-Type": "application/json", "Accept": "text/event-stream", "Accept-Language": document.documentElement.lang };
    const secret = document.querySelector("meta[name=csrf]");
    if (secret) headers["X-CSRF-TOKEN"] = secret.content;
    const conversation = form.elements.namedItem("conversation");
    const body = {
      question,
      kind: new FormData(form).get("kind"),
      model: form.elements.namedItem("model")?.value ?? null,
      conversation: conversation ? Number(conversation.value) : null,
      keep: true,
    };
    return fetch(form.dataset.to, { method: "POST", headers, body: JSON.stringify(body), signal: stop.signal });
  }

  async function follow(response, coming) {
    if (!response.ok) {
      const told = await response.json().catch(() => null);
      return problem(coming, told?.detail ?? form.dataset.offline);
    }
    let ended = false;
    for await (const event of events(response.body)) {
      if (event.name === "stage") stage(coming, event.data.step);
      else if (event.name === "statement") say(coming, event.data);
      else if (event.name === "error") problem(coming, event.data.detail);
      else if (event.name === "done") await done(coming, event.data.kept);
      ended ||= event.name === "done" || event.name === "error";
    }
    if (!ended) problem(coming, form.dataset.offline);
  }

  async function* events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      let end;
      while ((end = text.indexOf("\n\n")) >= 0) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const name = lines.find((line) => line.startsWith("event:"))?.slice(6).trim();
        const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
        if (name && data) yield { name, data: JSON.parse(data) };
      }
    }
  }

  function stage(coming, step) {
    for (const item of coming.querySelectorAll(".stages li")) {
      if (item.getAttribute("aria-current")) item.classList.add("over");
      item.removeAttribute("aria-current");
      if (item.dataset.step === step) item.setAttribute("aria-current", "step");
    }
  }

  function say(coming, statement) {
    const paragraph = document.createElement("p");
    paragraph.className = statement.marked ? "statement marked" : "statement";
    paragraph.textContent = statement.text;
    const marks = document.createElement("span");
    marks.className = "marks";
    for (const citation of statement.citations) {
      const link = document.createElement("a");
      link.className = "mark";
      link.href = citation.url;
      link.title = citation.quote;
      link.textContent = citation.title.length > 24 ? `${citation.title.slice(0, 23)}…` : citation.title;
      marks.append(link);
    }
    paragraph.append(marks);
    coming.querySelector(".said").append(paragraph);
  }

  // The page as it would be without this script; from here on a reload shows the same.
  async function done(coming, kept) {
    if (!kept) return finish(coming);
    const response = await fetch(`/ask/${kept.conversation}/${kept.exchange}`, { headers: { Accept: "text/html" }, signal: stop.signal });
    if (!response.ok) return finish(coming);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const article = document.importNode(page.querySelector("article"), true);
    coming.replaceWith(article);
    const used = page.getElementById("used");
    if (used) document.getElementById("used")?.replaceWith(document.importNode(used, true));
    document.dispatchEvent(new CustomEvent("library:shown", { detail: article }));
    if (!form.elements.namedItem("conversation")) {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: "conversation", value: kept.conversation });
      form.append(hidden);
      history.replaceState(null, "", `/ask/${kept.conversation}`);
    }
    field.value = "";
    field.placeholder = form.dataset.follow;
    article.focus({ preventScroll: true });
  }

  function finish(coming) {
    coming.classList.remove("coming");
    coming.querySelectorAll(".stages, .stop").forEach((part) => part.remove());
  }

  function problem(coming, sentence) {
    finish(coming);
    // what was proved on the way is no answer
    coming.querySelector(".said").replaceChildren();
    const note = coming.querySelector("[role=alert]");
    note.textContent = sentence;
    note.hidden = false;
  }
})();
