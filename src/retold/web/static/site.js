// A page that waits for something looks again by itself; a form that was sent is not sent twice.
const waiting = document.querySelector("[data-wait]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.wait) || 2000);

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
