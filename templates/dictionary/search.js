// Shows the entries that hold every word that is typed; without script the page simply lists them all.
const input = document.querySelector('#search');
const found = document.querySelector('#found');
const entries = [...document.querySelectorAll('.entry')];

function search() {
  const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of entries) {
    entry.hidden = !wanted.every((word) => entry.dataset.words.includes(word));
    if (!entry.hidden) shown += 1;
  }
  for (const stage of document.querySelectorAll('.stage')) {
    stage.hidden = !stage.querySelector('.entry:not([hidden])');
  }
  found.textContent = wanted.length === 0 ? '' : `${shown} of ${entries.length} KPIs`;
}

document.querySelector('.search').hidden = false;
input.addEventListener('input', search);
// A link to an entry that the search hides must still lead there.
window.addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.closest('[hidden]')) {
    input.value = '';
    search();
    target.scrollIntoView();
  }
});
