// What needs no server: copying as published, the preview of a quote, the key that leads to the question.

function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea"); // a page that is not served over https has no clipboard
  field.value = text;
  field.style.cssText = "position: fixed; opacity: 0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done ? Promise.resolve() : Promise.reject();
}

async function copy(root, button) {
  let said = button.dataset.copied;
  try {
    await write(button.dataset.copy);
  } catch {
    said = button.dataset.failed;
  }
  let status = root.querySelector(":scope > .wj-said");
  if (!status) {
    status = document.createElement("span");
    status.className = "wj-said wj-unseen";
    status.setAttribute("role", "status");
    root.append(status);
  }
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = said; });
  button.dataset.label ??= button.textContent;
  button.textContent = said;
  clearTimeout(button.wenjuTimer);
  button.wenjuTimer = setTimeout(() => { button.textContent = button.dataset.label; }, 1600);
}

// What of an element is selected, as published: shown and published text are of one length, but for rare words.
function publishedPart(range, element) {
  const before = document.createRange();
  before.selectNodeContents(element);
  const whole = before.toString().length;
  const starts = element.contains(range.startContainer), ends = element.contains(range.endContainer);
  const within = range.cloneRange();
  if (!starts) within.setStart(element, 0);
  if (!ends) within.setEnd(element, element.childNodes.length);
  before.setEnd(within.startContainer, within.startOffset);
  const from = before.toString().length, original = element.dataset.original;
  return whole === original.length ? original.slice(from, from + within.toString().length) : original;
}

function copyPublished(event) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const converted = [...document.querySelectorAll("[data-original]")].filter((it) => range.intersectsNode(it));
  const text = converted.map((it) => publishedPart(range, it)).filter(Boolean).join("\n");
  if (!text) return;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}

function toQuestion(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector(".st-key-question input");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function hidePreview() {
  const shown = document.querySelector(".wj-preview");
  if (!shown) return false;
  document.querySelector('[aria-describedby="wj-preview"]')?.removeAttribute("aria-describedby");
  shown.remove();
  return true;
}

function showPreview(root, button) {
  hidePreview();
  const quote = root.querySelector(`[data-quote-of="${CSS.escape(button.dataset.open)}"]`);
  if (!quote || !matchMedia("(hover: hover)").matches) return;
  button.removeAttribute("title"); // or the browser shows its own besides
  const preview = document.createElement("div");
  preview.className = "wj-preview";
  preview.id = "wj-preview";
  preview.setAttribute("role", "tooltip");
  const words = document.createElement("p"), from = document.createElement("small");
  words.textContent = quote.textContent;
  words.lang = from.lang = quote.lang;
  from.textContent = quote.dataset.from;
  preview.append(words, from);
  root.append(preview);
  button.setAttribute("aria-describedby", "wj-preview");
  const at = button.getBoundingClientRect(), size = preview.getBoundingClientRect();
  const below = at.bottom + size.height + 12 < innerHeight;
  preview.style.left = `${Math.max(8, Math.min(at.left - 24, innerWidth - size.width - 8))}px`;
  preview.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)}px`;
}

// What lies over the page is closed by the way back that a phone has, as anything there is; the page stays. Going back to an
// address with a fragment, Streamlit does nothing; to one without, it would draw the page anew while the click is told as well.
function layOver(close) {
  if (!window.wenjuOver) {
    history.replaceState(history.state, "", "#answer");
    history.pushState(history.state, "", "#article");
  }
  window.wenjuOver = close;
}

function liftOver() {
  if (!window.wenjuOver) return;
  window.wenjuOver = undefined;
  history.back();
}

function wayBack() {
  const close = window.wenjuOver;
  window.wenjuOver = undefined;
  close?.();
  if (location.hash === "#answer") history.replaceState(history.state, "", location.pathname + location.search);
}

// The article ends where the window does, so that its foot is seen before the page is scrolled.
function fitReader() {
  for (const foot of document.querySelectorAll(".wj-reader > .wj-why")) {
    const reader = foot.parentElement, top = Math.max(16, reader.getBoundingClientRect().top);
    reader.style.maxHeight = innerWidth > 640 ? `${Math.max(360, innerHeight - top - 16)}px` : "";
  }
}

function aid(root) {
  fitReader();
  if (root.dataset.aided) return;
  root.dataset.aided = "1";
  const cite = (event) => event.target.closest(".wj-cite");
  root.addEventListener("mouseover", (event) => cite(event) && showPreview(root, cite(event)));
  root.addEventListener("mouseout", (event) => cite(event) && hidePreview());
  root.addEventListener("focusin", (event) => cite(event)?.matches(":focus-visible") && showPreview(root, cite(event)));
  root.addEventListener("focusout", (event) => cite(event) && hidePreview());
  if (document.documentElement.dataset.wenjuKeys) return; // once for all parts of the page
  document.documentElement.dataset.wenjuKeys = "1";
  document.addEventListener("keydown", toQuestion);
  document.addEventListener("copy", copyPublished);
  addEventListener("popstate", () => setTimeout(wayBack)); // Streamlit reads the address first
  addEventListener("scroll", (event) => {
    if (!event.target.closest?.(".wj-reader")) hidePreview(); // the article scrolls to its quote by itself
    fitReader();
  }, { capture: true, passive: true });
  addEventListener("resize", fitReader);
  // What stands above the article goes once there is an answer: that moves it up without a scroll.
  new ResizeObserver(fitReader).observe(document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body);
}

