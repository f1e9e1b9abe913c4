// Scans, live: figures and bar follow the server's events. Where these do not come, the part of the page asks again
// every two seconds. Pages show the state of their own time without this file.
(() => {
  "use strict";
  const AGAIN = 2000;

  find(document);
  document.addEventListener("htmx:load", (event) => find(event.target));

  function find(root) {
    const bars = root.matches?.(".progress[data-events]") ? [root] : root.querySelectorAll(".progress[data-events]");
    for (const bar of bars) if (!bar.dataset.followed) follow(bar);
  }

  function follow(bar) {
    bar.dataset.followed = "true";
    if (!window.EventSource) return later(bar);
    const events = new EventSource(bar.dataset.events);
    events.onmessage = (event) => {
      const job = JSON.parse(event.data);
      // a bar that was replaced or a scan that began or ended: the page's own words say it better
      if (!bar.isConnected || job.state !== bar.dataset.state) {
        events.close();
        if (bar.isConnected) refresh(bar, job);
      } else {
        show(bar, job);
      }
    };
    // the browser tries again by itself, unless the server refused
    events.onerror = () => { if (events.readyState === EventSource.CLOSED) later(bar); };
    addEventListener("pagehide", () => events.close(), { once: true });
  }

  function later(bar) {
    setTimeout(() => { if (bar.isConnected) refresh(bar, null); }, AGAIN);
  }

  function refresh(bar, job) {
    const part = bar.closest("[hx-get]");
    const over = job && job.state !== "running" && job.state !== "waiting";
    if (part) htmx.trigger(part, "library:refresh");
    else if (over) location.reload();
    // on the start page the number of documents has changed
    const start = part?.id === "importing" && document.querySelector(".start #results");
    if (over && start) htmx.ajax("GET", "/", { target: "#results", select: "#results > *", swap: "innerHTML", headers: { Accept: "text/html" } });
  }

  function show(bar, job) {
    const words = bar.dataset;
    const progress = bar.querySelector("progress");
    const quarter = Math.floor(job.share * 4);
    if (words.quarterShown === undefined) words.quarterShown = quarter;
    if (quarter > Number(words.quarterShown)) {
      words.quarterShown = quarter;
      put(bar, "quarter", fill(words.quarter, quarter * 25));
    }
    if (job.planned > 0) {
      progress.value = Math.floor(job.share * 1000);
      put(bar, "files", fill(words.files, grouped(job.done), grouped(job.planned)));
      put(bar, "bytes", fill(words.bytes, megabytes(job.done_bytes), megabytes(job.planned_bytes)));
    }
    put(bar, "pace", job.files_per_second === null ? "" : fill(words.pace, job.files_per_second.toFixed(1), megabytes(job.bytes_per_second)));
    put(bar, "left", left(words, job.seconds_left));
    put(bar, "reading", job.reading ?? "");
    bar.querySelector(".reading").hidden = !job.reading;
    counts(bar, job.counts);
  }

  function counts(bar, counts) {
    for (const item of bar.closest(".job")?.querySelectorAll(".counts li") ?? []) {
      const files = counts[item.className];
      item.hidden = files === 0;
      item.querySelector("strong").textContent = grouped(files);
    }
  }

  function left(words, seconds) {
    if (seconds === null) return "";
    if (seconds < 60) return fill(words.seconds, seconds);
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? fill(words.minutes, minutes) : fill(words.hours, Math.floor(minutes / 60), minutes % 60);
  }

  function put(bar, figure, text) {
    const place = bar.querySelector(`[data-figure="${figure}"]`);
    if (place.textContent !== text) place.textContent = text;
  }

  function fill(sentence, ...values) {
    return sentence.replace(/\{(\d)\}/g, (_, index) => values[index]);
  }

  function grouped(number) {
    return number.toLocaleString("en");
  }

  function megabytes(bytes) {
    return (bytes / 1e6).toFixed(1);
  }
})();
