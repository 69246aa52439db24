// Shows HTML that Python has escaped (ui/views/markup.py) and reports clicks: data-open opens a place, data-close closes it,
// data-view shows the open article otherwise, data-ask asks what is suggested. Copying, previews and keys: aids.js, put before this.

function scrollToQuote(reader) {
  const quote = reader.querySelector("#quote");
  if (!quote) {
    reader.scrollTop = 0;
    return;
  }
  const fold = quote.closest("details");
  if (fold) fold.open = true;
  const head = quote.closest(".wj-head") ? 0 : reader.querySelector(".wj-head")?.offsetHeight ?? 0;
  const foot = reader.querySelector(".wj-why")?.offsetHeight ?? 0;
  const offset = quote.getBoundingClientRect().top - reader.getBoundingClientRect().top;
  const spare = reader.clientHeight - head - foot - quote.getBoundingClientRect().height;
  reader.scrollTop += offset - head - Math.max(12, spare * 0.3); // a long quote begins right below the head
  if (reader.dataset.state === "open") quote.scrollIntoView({ block: "nearest" });
}

// The box may be drawn after us: Streamlit loads each kind of element when it is first met.
function focusQuestion(until) {
  const box = document.querySelector(".st-key-question input");
  if (box) box.focus({ preventScroll: true });
  else if (performance.now() < until) requestAnimationFrame(() => focusQuestion(until));
}

function showCurrent(root, current) {
  for (const button of root.querySelectorAll("[data-open]")) {
    button.setAttribute("aria-current", String(button.dataset.open === current));
  }
}

function close(root, setTriggerValue) {
  const reader = root.querySelector(".wj-reader");
  if (!reader || reader.dataset.state !== "open") return;
  reader.dataset.state = "aside";
  const opener = document.querySelector('[data-open][aria-current="true"]');
  if (opener) opener.focus({ preventScroll: true });
  setTriggerValue("close", "1");
  liftOver();
}

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .wj-root");
  if (!root) {
    root = document.createElement("div");
    root.className = "wj-root";
    parentElement.appendChild(root);
  }
  if (root.dataset.stamp !== data.stamp) {
    const view = root.contains(document.activeElement) ? document.activeElement.dataset.view : undefined;
    root.dataset.stamp = data.stamp;
    root.innerHTML = data.html;
    const reader = root.querySelector(".wj-reader");
    if (reader) requestAnimationFrame(() => scrollToQuote(reader));
    const back = root.querySelector('[data-state="open"] .wj-back');
    if (view) root.querySelector(`[data-view="${CSS.escape(view)}"]`)?.focus({ preventScroll: true });
    else if (back && back.offsetParent !== null) back.focus({ preventScroll: true });
    if (back && back.offsetParent !== null) layOver(() => close(root, setTriggerValue));
    const why = root.querySelector(".wj-why");
    if (why && matchMedia("(max-width: 640px)").matches) why.open = false;
    if (data.focus) focusQuestion(performance.now() + 5000);
  }
  showCurrent(root, data.current);
  root.onclick = (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      showCurrent(root, opener.dataset.open);
      setTriggerValue("open", opener.dataset.open);
    } else if (event.target.closest("[data-close]")) {
      close(root, setTriggerValue);
    }
    for (const name of ["view", "ask"]) {
      const button = event.target.closest(`[data-${name}]`);
      if (button) setTriggerValue(name, button.dataset[name]);
    }
    const copier = event.target.closest("[data-copy]");
    if (copier) copy(root, copier);
  };
  aid(root);
  root.onkeydown = (event) => {
    if (event.key === "Escape" && !hidePreview()) close(root, setTriggerValue);
  };
}
