const safe = (text) => text.replace(/[&<>"'`$\\]/g, "_");
const send = async (file) => {
  if (!file) return;
  const text = element.querySelector(".coach-drop-text");
  text.textContent = "Reading " + file.name + " …";
  try {
    const answer = await fetch("/files/" + props.kind, {
      method: "POST", body: file, headers: {"X-Filename": encodeURIComponent(file.name)},
    });
    if (!answer.ok) throw new Error(await answer.text());
    const {ticket} = await answer.json();
    props.value = {ticket, filename: safe(file.name), problem: ""};
  } catch (error) {
    props.value = {ticket: "", filename: "", problem: safe(String(error.message || "The file could not be read."))};
  }
};
element.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file]")) send(event.target.files[0]);
});
element.addEventListener("dragover", (event) => event.preventDefault());
element.addEventListener("drop", (event) => {
  event.preventDefault();
  send(event.dataTransfer.files[0]);
});
