// the address by which the reader came, whatever proxies are between
document.getElementById('origin').textContent = location.origin;
