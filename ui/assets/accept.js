// One click puts a proposal into its field and tells Gradio, as if it had been typed there.
const put = (field, words) => {
  if (!field) return;
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, words);
  field.dispatchEvent(new Event("input", {bubbles: true}));
};
const within = (place) => place && place.querySelector("textarea, input");
if (!window.coachAccepts) {
  window.coachAccepts = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (!button) return;
    const {fill, words, tab} = button.dataset;
    if (tab) document.querySelectorAll("[role=tab]").forEach((each) => {
      if (each.textContent.trim() === tab) each.click();
    });
    const field = within(fill === "near" ? button.closest(".coach-form") : document.querySelector(fill));
    put(field, words);
    if (field) field.focus();
  });
}
