// Goes to the new place of a page and takes the fragment along; parts that went elsewhere are looked up first.
{
  const { to, parts } = document.currentScript.dataset;
  const list = parts.trim().split(" ");
  let hash = location.hash, id = hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* a broken escape names no part */ }
  const at = id ? list.findIndex((part, index) => index % 2 === 0 && part === id) : -1;
  const target = at < 0 ? to && (to.includes("#") && !hash ? to : to.split("#")[0] + hash) : list[at + 1];
  if (target) {
    window.stop(); // or the refresh without script would still come, and lose the fragment
    location.replace(target);
  }
}
