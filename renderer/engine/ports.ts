/** Ports that the preload script posts to the page, each under the id it was asked for. */
import type { PortMessage } from '../../shared/contract/bridge.ts';

/** The port that a request brings under this id. To be called as it is made; where it is refused, none comes. */
export function portOf(id: string, asked: Promise<{ readonly ok: boolean }>): Promise<MessagePort | undefined> {
  return new Promise((resolve) => {
    const end = (port?: MessagePort) => {
      window.removeEventListener('message', listen);
      resolve(port);
    };
    const listen = (event: MessageEvent<Partial<PortMessage> | undefined>) => {
      if (event.source !== window || event.data?.proctorsheet !== 'port' || event.data.port !== id) return;
      const [port] = event.ports;
      if (port) end(port);
    };
    window.addEventListener('message', listen);
    asked.then(
      ({ ok }) => {
        if (!ok) end();
      },
      () => end(),
    );
  });
}
