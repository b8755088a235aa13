import { IconButton } from './Button.tsx';
import { useCopied } from './use-copied.ts';

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, copy] = useCopied();
  return <IconButton icon={copied ? 'check' : 'copy'} label={copied ? 'Copied' : label} onPress={() => copy(text)} />;
}
