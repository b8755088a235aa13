export declare const projectDir: string;
export declare const outDir: string;
export declare const appDir: string;
export declare const isRoot: boolean;
/** Where what is large and the same for every checkout is kept. Root's copy must be readable by the ordinary user. */
export declare function cacheDir(): string;
/** A program's full path by the search path, and by the folders that an ordinary user's search path leaves out. */
export declare function findCommand(name: string): string | undefined;
