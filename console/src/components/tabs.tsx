// Tabs, one of which is shown. Arrow keys go from one to the next.
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

export interface Tab {
  title: string;
  content: () => ComponentChildren;
}

export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const [shown, show] = useState(0);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (shown + step + tabs.length) % tabs.length;
    show(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            type="button" role="tab" id={`${id}-${index}`} aria-selected={index === shown}
            aria-controls={`${id}-panel`} tabIndex={index === shown ? 0 : -1} onClick={() => show(index)}
          >{tab.title}</button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>{tabs[shown]?.content()}</div>
    </>
  );
}
