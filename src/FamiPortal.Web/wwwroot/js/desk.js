// The open review shows every minute that it is still open, so that its declaration stays this agent's. Without this file the
// hold lasts ten minutes from the opening, and deciding works all the same.
const desk = document.querySelector("[data-hold]");
if (desk) {
  const token = document.querySelector("input[name=__RequestVerificationToken]")?.value;
  const beat = async () => {
    try {
      const answer = await fetch(desk.dataset.hold, { method: "POST", headers: { RequestVerificationToken: token } });
      if (answer.status === 409) {
        desk.textContent = await answer.text();
        desk.hidden = false;
        clearInterval(beats);
      }
    } catch {
      // No network: the next beat may pass.
    }
  };
  const beats = setInterval(beat, 60_000);
}

// A batch that runs: its page is read again until it is done.
const running = document.querySelector("[data-reload]");
if (running) {
  setTimeout(() => location.reload(), Number(running.dataset.reload) * 1000);
}
