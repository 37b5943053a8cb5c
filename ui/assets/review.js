// Counts the choices while they are made, and lets the review be done by keyboard.
// The server hears of a choice only when the junior approves; nothing here decides anything.
const panel = element.closest(".coach-review-panel");
const WORDS = {
  programme: "shared, anonymised", may_quote: "shared, may be quoted",
  only_my_senior: "only for your senior", withhold: "withheld",
};
const cards = () => [...panel.querySelectorAll(".coach-insight")];
const chosen = (card) => card.querySelector(".coach-sharing input[type=radio][aria-checked=true]")?.value || "programme";
const tally = () => {
  const now = element.querySelector(".coach-tally-now");
  const counts = {};
  for (const card of cards()) {
    const folded = /^Insight/.test(card.querySelector("input[role=combobox], .coach-merge input")?.value || "");
    const choice = folded ? "folded" : chosen(card);
    card.dataset.choice = choice;
    card.tabIndex = -1; // a click beside the fields puts the keys to work on this card
    counts[choice] = (counts[choice] || 0) + 1;
  }
  const parts = Object.entries({...WORDS, folded: "folded into another"})
    .filter(([key]) => counts[key]).map(([key, words]) => counts[key] + " " + words);
  if (now && parts.length) {
    const said = (parts.length === 1 && cards().length > 1 ? "All " : "") + parts.join(", ") + ".";
    if (now.textContent !== said) now.textContent = said;
  }
};
const choose = (card, value) => card.querySelector(`.coach-sharing input[type=radio][value="${value}"]`)?.click();
const goTo = (card) => {
  if (!card) return;
  card.tabIndex = -1; // a card drawn after the last count
  card.focus({preventScroll: true});
  card.scrollIntoView({block: "center", behavior: "instant"});
};
const current = () => cards().find((card) => card.contains(document.activeElement));
const typing = () => document.activeElement?.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
const edit = (card) => {
  const label = card.querySelector(".coach-change button.label-wrap");
  if (!label.classList.contains("open")) label.click();
  setTimeout(() => card.querySelector(".coach-change textarea")?.focus(), 60);
};
const keys = (event) => {
  if (!panel.isConnected) return document.removeEventListener("keydown", keys);
  const here = document.activeElement;
  if (here !== document.body && !panel.contains(here)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing()) return;
  const all = cards(), at = all.indexOf(current()), key = event.key.toLowerCase();
  const card = all[at];
  const value = Object.keys(WORDS)[["1", "2", "3", "4"].indexOf(key)];
  if (key === "j") goTo(all[Math.min(at + 1, all.length - 1)]);
  else if (key === "k") goTo(all[Math.max(at - 1, 0)]);
  else if (key === "a") panel.querySelector("#approve")?.focus();
  else if (value && card) choose(card, value);
  else if (key === "e" && card) edit(card);
  else return;
  event.preventDefault();
};
document.addEventListener("keydown", keys);
element.addEventListener("click", (event) => {
  const all = event.target.dataset?.all;
  if (all) cards().forEach((card) => choose(card, all));
});
new MutationObserver(tally).observe(panel, {
  subtree: true, attributes: true, attributeFilter: ["aria-checked"],
});
panel.addEventListener("input", () => setTimeout(tally, 50));
panel.addEventListener("focusout", () => setTimeout(tally, 200));
tally();
panel.dataset.keys = "ready";
