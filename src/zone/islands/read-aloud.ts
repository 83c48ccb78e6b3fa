/** Reads the page aloud (朗读) where the browser can; without this script the button stays hidden. */
const button = document.querySelector<HTMLButtonElement>('#read-aloud');
const speech = globalThis.speechSynthesis;

/** One sentence group after the other: browsers stop in the middle of long texts. */
const parts = (): string[] => {
  const text = document.querySelector<HTMLElement>('#main')?.innerText ?? '';
  return text.split(/(?<=[。！？；\n])/).flatMap((part) => part.trim() || []);
};

if (button && 'speechSynthesis' in globalThis) {
  button.hidden = false;
  button.setAttribute('aria-pressed', 'false');
  const stop = () => {
    speech.cancel();
    button.setAttribute('aria-pressed', 'false');
  };
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-pressed') === 'true') {
      stop();
      return;
    }
    const spoken = parts().map((part) => {
      const utterance = new SpeechSynthesisUtterance(part);
      utterance.lang = 'zh-CN';
      utterance.rate = 0.9;
      return utterance;
    });
    spoken.at(-1)?.addEventListener('end', stop);
    for (const utterance of spoken) speech.speak(utterance);
    button.setAttribute('aria-pressed', 'true');
  });
  addEventListener('pagehide', stop);
}
