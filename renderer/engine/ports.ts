/** Ports that the preload script posts to the page, each under the id it was asked for. */
import type { PortMessage } from '../../shared/contract/bridge.ts';

/** Resolves with the port of this id. Ask for it before the request that brings it. */
export function awaitPort(id: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<Partial<PortMessage> | undefined>) => {
      if (event.source !== window || event.data?.proctorsheet !== 'port' || event.data.port !== id) return;
      const [port] = event.ports;
      if (!port) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
  });
}
