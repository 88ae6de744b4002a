// Before anything is shown, so that a page does not flash in the other colours. Without storage the device decides.
try {
  const theme = localStorage.getItem('cs-pulse-theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
