import type { About } from '../../shared/contract/bridge.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { showDialog } from '../state/act.ts';

export function AboutDialog({ about }: { about: About | undefined }) {
  return (
    <Dialog title="About Proctorsheet" onClose={() => void showDialog(undefined)}>
      <p>
        Proctorsheet shows the Proctored Exam Results report of an Open edX course. It reads files on this computer and
        uses no network: nothing of a report is sent, collected or kept when the window is closed.
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
      <p className="text-soft">An independent program, made by neither Open edX nor a proctoring provider.</p>
    </Dialog>
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
