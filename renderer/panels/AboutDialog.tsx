import { useEffect } from 'react';
import type { About, Licence } from '../../shared/contract/bridge.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { showDialog } from '../state/act.ts';
import { loadLicences } from '../state/act-desktop.ts';

interface AboutDialogProps {
  readonly about: About | undefined;
  readonly licences: readonly Licence[] | undefined;
}

export function AboutDialog({ about, licences }: AboutDialogProps) {
  useEffect(() => void loadLicences(), []);
  return (
    <Dialog title="About Proctorsheet" onClose={() => void showDialog(undefined)}>
      <p>
        Proctorsheet shows the Proctored Exam Results report of an Open edX course. It reads files on this computer and
        uses no network: nothing of a report is sent or collected, and nothing of it is kept when the window is closed.
        Where the last reports lie is remembered, unless the settings say otherwise.
      </p>
      <p>
        It draws its verdicts from the status of each attempt. The report says nothing about scores, and neither does
        Proctorsheet.
      </p>
      {about && (
        <dl className="facts">
          <Line name="Version">{about.version}</Line>
          <Line name="Electron">{about.electron}</Line>
          <Line name="Chromium">{about.chrome}</Line>
          <Line name="Node.js">{about.node}</Line>
          <Line name="System">{about.platform}</Line>
          <Line name="Licence">MIT</Line>
        </dl>
      )}
      <Licences licences={licences} />
      <p className="text-soft">An independent program, made by neither Open edX nor a proctoring provider.</p>
    </Dialog>
  );
}

/** Each text once, under all the packages that have it. */
function Licences({ licences = [] }: { licences?: readonly Licence[] | undefined }) {
  if (licences.length === 0) return null;
  return (
    <section className="setting" aria-labelledby="licences">
      <h3 id="licences">Made with</h3>
      <ul className="licences">
        {licences.map(({ licence, packages, text }) => {
          const names = packages.map(({ name, version }) => `${name} ${version}`).join(', ');
          return (
            <li key={names}>
              <details>
                <summary>
                  {names} <span className="text-soft">· {licence}</span>
                </summary>
                <pre className="licence-text">{text}</pre>
              </details>
            </li>
          );
        })}
      </ul>
      <p className="text-soft">
        The licences of Electron and of Chromium’s parts lie beside the installed program, as LICENSE.electron.txt and
        LICENSES.chromium.html.
      </p>
    </section>
  );
}

function Line({ name, children }: { name: string; children: string }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className="verbatim">{children}</dd>
    </div>
  );
}
