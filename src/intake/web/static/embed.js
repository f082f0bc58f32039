// Inside the frame: the interview of this page, told to the page around it by checked messages.
//
// The page around must be one of those that this page lists in `<meta name="intake-hosts" content="https://firm.example …">`.
// Answers never leave the frame: only its height, and that the visitor wants to leave.

const listed = document.querySelector('meta[name="intake-hosts"]')?.getAttribute("content") ?? "";
const hosts = listed.split(/\s+/).filter(Boolean);
const interview = document.querySelector("legal-intake");

/** Sends to every listed host: the browser gives it to the one that holds the frame, and to no other. */
const tell = (message) => {
  for (const host of hosts) parent.postMessage({ intake: 1, ...message }, host);
};

if (parent !== window && interview) {
  new ResizeObserver(() => tell({ height: Math.ceil(interview.getBoundingClientRect().height) })).observe(interview);
  interview.addEventListener("intake-leave", (event) => {
    tell({ leave: /** @type {CustomEvent} */ (event).detail.exit });
  });
  addEventListener("message", ({ origin, source, data }) => {
    if (source === parent && hosts.includes(origin) && data?.intake === 1 && data.restart === true) {
      /** @type {any} */ (interview).restart();
    }
  });
}
