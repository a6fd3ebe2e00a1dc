// What was done, said once: shown for a while, and heard by screen readers.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const shownMilliseconds = 6_000;
const said = signal('');

export function announce(text: string) {
  said.value = text;
}

export function Announcer() {
  const text = said.value;
  useEffect(() => {
    if (!text) return;
    const timer = setTimeout(() => (said.value = ''), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return <div class="announcer" role="status" aria-live="polite">{text && <span>{text}</span>}</div>;
}
