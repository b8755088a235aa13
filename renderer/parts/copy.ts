/**
 * Puts text on the clipboard, and beside it the same as HTML for programs that take that. `navigator.clipboard` asks
 * for a permission, and the window is granted none; the older command needs only that a person has just pressed
 * something.
 */
export function copyText(text: string, html?: string): boolean {
  const allow = (event: Event) => event.preventDefault();
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
  };
  document.addEventListener('beforecopy', allow, { capture: true });
  document.addEventListener('copy', give, { capture: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('beforecopy', allow, { capture: true });
    document.removeEventListener('copy', give, { capture: true });
  }
}
