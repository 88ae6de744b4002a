// Loads the page again when something was rendered anew; the browser keeps the place on the page itself.
const here = document.querySelector(
  `nav a[href$="${location.pathname.split('/').slice(-3).join('/')}"]`,
);
here?.setAttribute('aria-current', 'page');
const kept = sessionStorage.getItem('zoom');
for (const input of document.querySelectorAll('[name="zoom"]')) {
  if (input.value === kept) input.checked = true;
  input.addEventListener('change', () => sessionStorage.setItem('zoom', input.value));
}
new EventSource('/events').onmessage = () => location.reload();
