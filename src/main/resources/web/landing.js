// the address by which the reader came, whatever proxies are between
for (const origin of document.getElementsByClassName('origin')) {
  origin.textContent = location.origin;
}
