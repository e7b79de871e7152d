// Without this file: boxes are ticked and sent as a form; « Réunir les fiches cochées » opens the dossier by its address.
// The choice is kept in this browser only (localStorage), as a list of ids in the order of the ticks.
const key = "reperes.dossier";
const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; } };
const write = (ids) => { try { localStorage.setItem(key, JSON.stringify(ids)); } catch { /* private window: kept until the page closes */ } };
let ids = read();

const paint = () => {
  for (const box of document.querySelectorAll('.pick input[name="fiche"]')) box.checked = ids.includes(box.value);
  for (const link of document.querySelectorAll("a[data-dossier]")) {
    const count = link.querySelector(".count");
    count.textContent = ids.length;
    count.hidden = ids.length === 0;
    const url = new URL(link.href);
    url.search = new URLSearchParams(ids.map((id) => ["fiche", id]));
    link.href = url;
  }
};

document.addEventListener("change", ({ target }) => {
  if (!target.matches('.pick input[name="fiche"]')) return;
  ids = ids.filter((id) => id !== target.value);
  if (target.checked) ids.push(target.value);
  write(ids);
  paint();
  const said = document.getElementById("annonce");
  if (said) said.textContent = `${target.checked ? "Ajoutée au" : "Retirée du"} dossier. ${ids.length} ${ids.length > 1 ? "fiches" : "fiche"}.`;
});
// « Retirer du dossier » is a link to the dossier without the entry; the choice forgets it too.
document.addEventListener("click", ({ target }) => {
  const id = target.closest("a[data-drop]")?.dataset.drop;
  if (id === undefined) return;
  ids = ids.filter((other) => other !== id);
  write(ids);
});
document.addEventListener("results", paint);
addEventListener("storage", (event) => { if (event.key === key) { ids = read(); paint(); } });
paint();
