"use strict";
(() => {
  // The keys of the window. What has a key there and no meaning here is left to the browser.
  const steps = Array.from(document.querySelectorAll("tr.step"));
  const violations = Array.from(document.querySelectorAll("section.violation"));
  const details = document.querySelectorAll("button.detail");
  let at = -1;

  const section = () => (at < 0 ? violations[0] : steps[at].closest("section"));
  const inSection = () => Array.from(section().querySelectorAll("tr.step"));
  const depth = (step) => Number(step.dataset.depth);
  /** Steps that are shown at every level, or that never needed to be selected to be seen. */
  const natural = "tr.step.essential, tr.step.keep";
  const isShown = (step) => step.offsetParent !== null;

  const show = (step) => {
    if (!step) return;
    const hidden = !isShown(step) || (at >= 0 && !steps[at].matches(natural));
    if (at >= 0) {
      steps[at].classList.remove("current");
      steps[at].removeAttribute("aria-current");
    }
    at = steps.indexOf(step);
    step.classList.add("current");
    step.setAttribute("aria-current", "step");
    if (hidden) countHidden();
    step.focus({ preventScroll: true });
    step.scrollIntoView({ block: "nearest" });
  };

  /** The nearest step in a direction that is wanted; stays within the path when asked to. */
  const seek = (by, wanted, within) => {
    for (let i = at + by; i >= 0 && i < steps.length; i += by) {
      if (within && steps[i].closest("section") !== section()) return;
      if (wanted(steps[i])) return show(steps[i]);
    }
  };
  const ofPath = (wanted) => show(inSection().find(wanted));
  const seekLevel = (by, change) => {
    if (at < 0) return show(steps[0]);
    const level = depth(steps[at]) + change;
    seek(by, (step) => depth(step) <= level, true);
  };

  const toViolation = (by) => {
    const next = violations[at < 0 ? (by > 0 ? 0 : -1) : violations.indexOf(section()) + by];
    if (!next) return;
    show(next.querySelector("tr.step.violating") || next.querySelector("tr.step"));
    next.scrollIntoView();
    steps[at].scrollIntoView({ block: "nearest" });
  };

  /** What is not shown is counted, and a click shows it. */
  const countHidden = () => {
    document.querySelectorAll("tr.gap").forEach((gap) => gap.remove());
    const put = (first, count) => {
      const gap = document.createElement("tr");
      gap.className = "gap";
      const cell = document.createElement("td");
      cell.colSpan = 4;
      cell.textContent = count === 1 ? "1 step not shown" : count + " steps not shown";
      gap.append(cell);
      gap.addEventListener("click", () => setDetail(3));
      first.before(gap);
    };
    violations.forEach((one) => {
      let run = [];
      for (const row of [...one.querySelectorAll("tr.step, tr.lane"), null]) {
        if (row && row.classList.contains("step") && !isShown(row)) {
          run.push(row);
        } else {
          if (run.length > 0) put(run[0], run.length);
          run = [];
        }
      }
    });
  };

  const setDetail = (level) => {
    document.body.dataset.detail = level;
    countHidden();
    details.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.level === String(level))));
    if (at >= 0) steps[at].scrollIntoView({ block: "nearest" });
  };

  const has = (name) => (step) => step.classList.contains(name);
  const anything = () => true;
  const keys = {
    "j": () => seek(1, isShown), "k": () => seek(-1, isShown),
    "home": () => ofPath(anything), "end": () => show(inSection().at(-1)),
    "v": () => ofPath(has("violating")), "o": () => ofPath(has("opening")),
    "]": () => seek(1, has("fires"), true), "[": () => seek(-1, has("fires"), true),
    ".": () => seek(1, has("branch"), true), ",": () => seek(-1, has("branch"), true),
    "f10": () => seekLevel(1, 0), "f11": () => seek(1, anything, true),
    "shift+f11": () => seekLevel(1, -1),
    "ctrl+f10": () => seekLevel(-1, 0), "ctrl+f11": () => seek(-1, anything, true),
    "f8": () => toViolation(1), "shift+f8": () => toViolation(-1),
    "alt+1": () => setDetail(1), "alt+2": () => setDetail(2), "alt+3": () => setDetail(3),
  };

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || steps.length === 0) return;
    const name = event.key.toLowerCase();
    const named = (event.ctrlKey ? "ctrl+" : "") + (event.altKey ? "alt+" : "")
      + (event.shiftKey && name.length > 1 ? "shift+" : "") + name;
    // A digit with Alt may write another sign; its key stays where it is.
    const digit = /^Digit([123])$/.exec(event.code);
    const action = keys[event.altKey && !event.ctrlKey && digit ? "alt+" + digit[1] : named];
    if (!action) return;
    action();
    event.preventDefault();
  });
  steps.forEach((step) => {
    step.tabIndex = -1;
    step.addEventListener("click", () => {
      if (!String(window.getSelection())) show(step);
    });
  });
  details.forEach((button) =>
    button.addEventListener("click", () => setDetail(Number(button.dataset.level))));
  setDetail(2);
})();
