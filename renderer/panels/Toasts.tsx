import { useEffect, useRef, useState } from 'react';
import { lastInputWasKey } from '../parts/last-input.ts';
import { Toast } from '../parts/Toast.tsx';
import { dismissToast } from '../state/act.ts';
import { showInFolder } from '../state/act-export.ts';
import type { Toast as ToastState } from '../state/state.ts';

const shownMs = 10_000;

/** Short messages at the foot of the window. What is done goes by itself; what failed stays until it was read. */
export function Toasts({ toasts }: { toasts: readonly ToastState[] }) {
  const [held, setHeld] = useState(false);
  const list = useRef<HTMLElement>(null);
  /** What had the keyboard before a message had it. */
  const before = useRef<Element>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when one has gone, with the keyboard in it.
  useEffect(() => {
    if (document.activeElement !== document.body || !lastInputWasKey()) return;
    const back = list.current?.querySelector('button') ?? before.current;
    if (before.current && back instanceof HTMLElement) back.focus();
  }, [toasts]);
  return (
    <section
      ref={list}
      className="toasts"
      aria-label="Messages"
      // What failed while a dialog is open is said, and can be put away, above that dialog.
      data-react-aria-top-layer
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true);
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        setHeld(false);
        if (relatedTarget && !currentTarget.contains(relatedTarget)) before.current = null;
      }}
    >
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function OneToast({ toast, held }: { toast: ToastState; held: boolean }) {
  const { id, tone, title, text, target } = toast;
  useEffect(() => {
    if (tone === 'failed' || held) return;
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, tone, held]);
  return (
    <Toast
      tone={tone}
      title={title}
      text={text}
      onDismiss={() => dismissToast(id)}
      action={target === undefined ? undefined : { label: 'Show in folder', onPress: () => showInFolder(target) }}
    />
  );
}
