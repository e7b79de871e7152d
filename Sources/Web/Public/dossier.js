// Without this file: boxes are ticked and sent as a form; « Réunir les fiches cochées » opens the dossier by its address.
// The choice is kept in this browser only (localStorage), as a list of ids in the order of the ticks.
const key = "reperes.dossier";
const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch { return []; }
};
const write = (ids) => { try { localStorage.setItem(key, JSON.stringify(ids)); } catch { /* private window: kept until the page closes */ } };
let ids = read();
const chosen = (address) => {
  const url = new URL(address, location);
  url.search = new URLSearchParams(ids.map((id) => ["fiche", id]));
  return url;
};

const paint = () => {
  for (const box of document.querySelectorAll('.pick input[name="fiche"]')) box.checked = ids.includes(box.value);
  for (const link of document.querySelectorAll("a[data-dossier]")) {
    const count = link.querySelector(".count");
    count.textContent = ids.length;
    count.hidden = ids.length === 0;
    link.href = chosen(link.href);
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
// The form has the boxes of this page only; the choice may have been made on several.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "choix" || !ids.length) return;
  event.preventDefault();
  location.assign(chosen(event.target.action));
});
if (location.pathname === "/dossier" && !location.search && ids.length) location.replace(chosen(location.pathname));
document.addEventListener("results", paint);
addEventListener("storage", (event) => { if (event.key === key) { ids = read(); paint(); } });
paint();
