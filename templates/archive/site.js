// What a page of the archive can do beyond being read; without script all of it is there to be read.
const root = document.documentElement;

const theme = document.querySelector('#theme');
const themes = ['auto', 'light', 'dark'];
const themeNow = () => root.dataset.theme ?? 'auto';
function showTheme() {
  theme.textContent = `${theme.dataset.label}: ${theme.dataset[themeNow()]}`;
}
theme.hidden = false;
showTheme();
theme.addEventListener('click', () => {
  const next = themes[(themes.indexOf(themeNow()) + 1) % themes.length];
  if (next === 'auto') delete root.dataset.theme;
  else root.dataset.theme = next;
  showTheme();
  try {
    if (next === 'auto') localStorage.removeItem('cs-pulse-theme');
    else localStorage.setItem('cs-pulse-theme', next);
  } catch {}
});

const search = document.querySelector('#search[data-found]');
if (search) {
  const found = document.querySelector('#found');
  const say = (shown, all) => {
    const text = search.dataset.found.replace('##', all).replace('#', shown);
    found.textContent = search.value.trim() === '' ? '' : text;
  };
  const find = search.dataset.all ? findLines(search.dataset.all) : filterItems();
  search.closest('.search').hidden = false;
  search.addEventListener('input', () => {
    say(...find(search.value.toLowerCase().split(/\s+/).filter(Boolean)));
  });
}

// Hides what does not hold every word that was typed.
function filterItems() {
  const items = [...document.querySelectorAll('.findable')];
  return (wanted) => {
    for (const item of items) {
      item.hidden = !wanted.every((word) => item.dataset.words.includes(word));
    }
    for (const group of document.querySelectorAll('.group')) {
      group.hidden = !group.querySelector('.findable:not([hidden])');
    }
    return [items.filter((item) => !item.hidden).length, items.length];
  };
}

// A link to an item that the search hides must still lead there.
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (search && target?.closest('.findable[hidden]')) {
    search.value = '';
    search.dispatchEvent(new Event('input'));
    target.scrollIntoView();
  }
});

// Of many thousands of accounts only the first that are found become part of the page.
function findLines(id) {
  const lines = document.getElementById(id).textContent.split('\n').filter(Boolean);
  const lower = lines.map((line) => line.slice(0, line.lastIndexOf('\t')).toLowerCase());
  const [hits, listed] = [document.querySelector('#hits'), document.querySelector('#listed')];
  return (wanted) => {
    const at =
      wanted.length === 0
        ? []
        : lower.flatMap((line, n) => (wanted.every((word) => line.includes(word)) ? [n] : []));
    hits.replaceChildren(...at.slice(0, 50).map((n) => hit(lines[n].split('\t'))));
    hits.hidden = at.length === 0;
    listed.hidden = wanted.length > 0;
    return [at.length, lines.length];
  };
}

function hit([name, id, csm, mrr, href]) {
  const [item, link, rest] = ['li', 'a', 'span'].map((tag) => document.createElement(tag));
  Object.assign(link, { href, textContent: name });
  Object.assign(rest, {
    className: 'note',
    textContent: [id, csm, mrr].filter(Boolean).join(', '),
  });
  item.className = 'two-lines';
  item.append(link, ' ', rest);
  return item;
}

// A link to one of the articles of a page shows that one alone, as a page of its own.
const ones = [...document.querySelectorAll('.one')];
const title = document.title;
function showOne() {
  const wanted = ones.find(({ id }) => id === decodeURIComponent(location.hash.slice(1)));
  for (const one of ones) one.hidden = wanted !== undefined && one !== wanted;
  document.body.classList.toggle('single', wanted !== undefined);
  for (const part of document.querySelectorAll('.one-only')) part.hidden = wanted === undefined;
  document.title = wanted ? `${wanted.querySelector('h2').textContent}: ${title}` : title;
  if (!wanted) return;
  wanted.focus({ preventScroll: true });
  scrollTo(0, 0);
}
if (ones.length > 0) {
  addEventListener('hashchange', showOne);
  showOne();
}

// What is folded away on a screen belongs on paper.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('main details')) details.open = true;
});

// Everything that the tables of an article show, with the numbers as they were measured.
for (const button of document.querySelectorAll('button.csv')) {
  const tables = [...button.closest('.one').querySelectorAll('table')];
  button.hidden = tables.length === 0;
  button.addEventListener('click', () => {
    const text = tables.map(csvOf).join('\r\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
    link.download = tables[0].dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

function csvOf(table) {
  const line = ({ cells }) => [...cells].map(cellOf).join(',');
  return [...table.rows].map((row) => `${line(row)}\r\n`).join('');
}

// A spreadsheet runs what begins like a formula; a number may begin with a minus.
function cellOf(cell) {
  const exact = cell.querySelector('data')?.value;
  if (exact) return exact;
  const text = cell.textContent.trim();
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
