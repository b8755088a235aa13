/**
 * Names of the channels between the doorway (preload) and main. A request and a notice carry a prefix, so that the
 * page, which names them, can never reach a channel that is meant for the doorway alone.
 */
export const askChannel = (request: string): string => `ask:${request}`;
export const noticeChannel = (notice: string): string => `notice:${notice}`;
/** Doorway → main, with the paths of dropped files. The page cannot name it. */
export const grantChannel = 'grant-paths';
/** Main → doorway, with one MessagePort. */
export const portChannel = 'port';
/** Dropped at once; more is a slip of the hand. */
export const grantLimit = 200;
