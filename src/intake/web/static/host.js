// On the page around: gives an interview's frame its height, and leaves with the visitor.
//
//   <iframe data-intake src="https://intake.firm.example/embed.html" title="Questions"></iframe>
//   <script src="https://intake.firm.example/intake/host.js" defer></script>
//
// A message counts only from the very frame, and from the origin of its address.

// No module: those need the frame's host to allow other origins.

addEventListener("message", ({ origin, source, data }) => {
  for (const frame of document.querySelectorAll("iframe[data-intake]")) {
    const { contentWindow, src } = /** @type {HTMLIFrameElement} */ (frame);
    if (source !== contentWindow || origin !== new URL(src).origin || data?.intake !== 1) continue;
    if (Number.isFinite(data.height)) frame.setAttribute("height", String(Math.min(20000, Math.max(200, data.height))));
    if (typeof data.leave === "string" && /^https:\/\//.test(data.leave)) location.replace(data.leave);
  }
});
