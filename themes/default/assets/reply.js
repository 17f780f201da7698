// On the page of a reply: fields for its blanks, and buttons that copy only what is whole. On that of a journey: the days of
// an event. Without script the text can be selected, and the days are counted by hand.
(() => {
  const words = document.currentScript.dataset;
  const VISIBLE = "[^\\p{Cc}\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffc\\u{e0000}-\\u{e007f}]*";
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const reply = () => {
    const letter = document.getElementById("letter"), subject = document.getElementById("subject");
    const rich = document.getElementById("rich"), items = [...document.querySelectorAll("[data-blank]")];
    const whole = { letter: letter.textContent, subject: subject.textContent };
    const status = make("p", { className: "status" });
    status.setAttribute("role", "status");
    const inputs = items.map((item, number) => {
      const { blank, field } = item.dataset;
      const input = make("input", { id: `blank-${number}`, type: field, required: true, autocomplete: "off" });
      // As on the command line: no day that is over, and no sign that cannot be seen.
      if (field === "date") input.min = new Date().toISOString().slice(0, 10);
      else input.pattern = VISIBLE;
      item.prepend(make("label", { htmlFor: input.id, textContent: blank }), input);
      item.querySelector("code").hidden = true;
      input.addEventListener("input", show);
      return [blank, input];
    });
    const filled = (text) => inputs.reduce((text, [blank, input]) => {
      const value = input.value.trim();
      return value ? text.split(`[[${blank}]]`).join(value) : text;
    }, text);
    const missing = () => inputs.filter(([, input]) => !input.value.trim() || !input.checkValidity());
    const formatted = () => {
      const copy = rich.content.cloneNode(true);
      const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) walker.currentNode.data = filled(walker.currentNode.data);
      return make("div", {}, copy).innerHTML;
    };
    function show() {
      letter.textContent = filled(whole.letter);
      subject.textContent = filled(whole.subject);
    }
    const copy = (kinds) => async () => {
      const open = missing();
      // What is said a second time is announced again only if it was gone.
      status.textContent = "";
      if (open.length) {
        status.textContent = `${words.missing} ${open.map(([blank]) => blank).join(", ")}`;
        open[0][1].focus();
        return;
      }
      const parts = { "text/plain": letter.textContent, ...(kinds > 1 && { "text/html": formatted() }) };
      const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
      try {
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
        status.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(letter);
      }
    };
    const button = (text, kinds) => {
      const made = make("button", { type: "button", className: "button", textContent: text });
      made.addEventListener("click", copy(kinds));
      return made;
    };
    letter.after(make("p", { className: "copy" }, button(words.copy, 1), " ", button(words.rich, 2)), status);
  };
  const journey = (days) => {
    const input = make("input", { id: "event-day", type: "date" });
    days.before(make("p", {}, make("label", { htmlFor: input.id, textContent: words.event }), " ", input));
    input.addEventListener("input", () => {
      for (const item of days.children) {
        item.querySelector("time")?.remove();
        if (!input.value) continue;
        const day = new Date(`${input.value}T00:00:00Z`);
        day.setUTCDate(day.getUTCDate() + Number(item.dataset.days));
        const form = { dateStyle: "long", timeZone: "UTC" };
        const text = new Intl.DateTimeFormat(document.documentElement.lang, form).format(day);
        item.append(make("time", { dateTime: day.toISOString().slice(0, 10), textContent: ` ${text}` }));
      }
    });
  };
  if (document.getElementById("letter")) reply();
  const days = document.querySelector(".days");
  if (days) journey(days);
})();
