"use strict";
(() => {
  const steps = Array.from(document.querySelectorAll("tr.step"));
  const violations = Array.from(document.querySelectorAll("section.violation"));
  let at = -1;
  const show = (index) => {
    if (index < 0 || index >= steps.length) return;
    if (at >= 0) {
      steps[at].classList.remove("current");
      steps[at].removeAttribute("aria-current");
    }
    at = index;
    steps[at].classList.add("current");
    steps[at].setAttribute("aria-current", "step");
    steps[at].scrollIntoView({ block: "nearest" });
  };
  const toViolation = (by) => {
    const here = at < 0 ? -1 : violations.indexOf(steps[at].closest("section"));
    const next = violations[here + by];
    if (next) {
      show(steps.indexOf(next.querySelector("tr.step")));
      next.scrollIntoView();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    switch (event.key) {
      case "j": case "J": show(at + 1); break;
      case "k": case "K": show(at - 1); break;
      case "n": case "N": toViolation(1); break;
      case "p": case "P": toViolation(-1); break;
      default: return;
    }
    event.preventDefault();
  });
  steps.forEach((step, index) => step.addEventListener("click", () => show(index)));
})();
