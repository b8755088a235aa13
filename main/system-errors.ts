/** The system's error codes as failures. Only the code travels on: the system's own message would hold the path. */
import { type Failure, FailureError } from '../shared/contract/failure.ts';

/** The system's name for an error (`ENOENT`), or undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Why a file could not be read. */
export function readFailure(error: unknown, name: string): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = errorCode(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    // Node's own word for a name with a NUL character, which no file has.
    case 'ERR_INVALID_ARG_VALUE':
      return { code: 'missing', name };
    case 'ENAMETOOLONG':
      return { code: 'name-too-long', name };
    case 'EISDIR':
      return { code: 'directory', name };
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-permission', name };
    // A socket or a device without a driver cannot even be opened.
    case 'ENXIO':
    case 'ENODEV':
      return { code: 'not-a-regular-file', name };
    case 'ELOOP':
      return { code: 'not-a-regular-file', name, detail: 'a link that leads back to itself' };
    default:
      return { code: 'read-error', name, ...(code && { detail: code }) };
  }
}

/** Why a file could not be written. */
export function saveFailure(error: unknown, name: string): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = errorCode(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'no-space', name };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'save-no-permission', name };
    default:
      return { code: 'save-error', name, ...(code && { detail: code }) };
  }
}

/** What reaches the window of an error that nobody foresaw: no stack and no message, since both may hold a path. */
export function unexpectedFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = errorCode(error);
  return { code: 'unexpected', ...(code && { detail: `The system answered ${code}` }) };
}
