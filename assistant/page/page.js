// What the page needs beside Gradio: controls inside our panels, their keyboard, the language of the page.
"use strict";
(() => {
  const language = location.pathname.startsWith("/en") ? "en" : "zh-CN";
  document.documentElement.lang = language;
  for (const [key, value] of [["language", language], ["languages", [language]]]) {
    Object.defineProperty(navigator, key, { get: () => value });
  }

  let count = 0;
  // A control tells its tab's picker, a hidden text box that Gradio listens to.
  function pick(control) {
    const panel = control.closest("[id^=draft-],[id^=review-],[id^=library-],[id^=evaluate-],[id^=page-]");
    const tab = panel && panel.id.split("-")[0];
    const box = tab && document.querySelector(`#${tab}-pick textarea, #${tab}-pick input`);
    if (!box) return;
    const list = control.closest("table, article, .chips");
    if (list && control.matches("tr, .sentence")) {
      list.querySelectorAll("[aria-selected=true]").forEach((one) => one.setAttribute("aria-selected", "false"));
      control.setAttribute("aria-selected", "true");
    }
    const kind = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(box, `${control.dataset.pick}#${++count}`);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const control = (event) => event.target instanceof Element && event.target.closest("[data-pick]");

  document.addEventListener("click", (event) => {
    const found = control(event);
    if (!found || !String(getSelection()).trim() === false && !found.matches("button")) return;
    pick(found);
  });

  document.addEventListener("keydown", (event) => {
    const found = control(event);
    if (!found || event.target !== found) return;
    if ((event.key === "Enter" || event.key === " ") && !found.matches("button")) {
      event.preventDefault();
      pick(found);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.matches("tr, .sentence")) {
      const all = [...found.closest("table, article").querySelectorAll("tr[data-pick], .sentence[data-pick]")];
      const next = all[all.indexOf(found) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
        pick(next);
      }
    }
  });

  // New words in the side panels are read from their beginning, the decisive ones in sight.
  new MutationObserver((changes) => {
    const panels = new Set();
    for (const change of changes) {
      const panel = change.target instanceof Element && change.target.closest("#draft-sources, #review-sides");
      if (panel) panels.add(panel);
      const list = change.target instanceof Element && change.target.closest("#review-findings");
      if (list && !list.querySelector("[aria-selected=true]")) list.scrollTop = 0;
    }
    for (const panel of panels) {
      const sides = [...panel.querySelectorAll(".sides > section")];
      for (const part of sides.length ? sides : [panel]) {
        const mark = part.querySelector("mark");
        const top = mark ? mark.getBoundingClientRect().top - part.getBoundingClientRect().top + part.scrollTop : 0;
        part.scrollTop = Math.max(0, top - part.clientHeight / 2);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
