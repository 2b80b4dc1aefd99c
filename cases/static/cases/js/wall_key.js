// A wall's key comes behind the # of its home page, which no server is sent: from here it is posted.
const form = document.querySelector("[data-wall-key]");
const key = location.hash.slice(1);
if (form && key) {
  history.replaceState(null, "", location.pathname);
  form.elements.key.value = key;
  // A key that was refused is not sent again and again: the page that says so has no # any more.
  form.submit();
}
