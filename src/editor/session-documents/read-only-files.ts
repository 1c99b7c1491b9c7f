import {
  FileSystemError,
  type Disposable,
  type Event,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type FileType,
  type Uri,
} from 'vscode';

/** A file system of single files that nobody writes to: they are made when they are looked at, or kept by whoever offers them. */
export abstract class ReadOnlyFiles implements FileSystemProvider {
  abstract readonly onDidChangeFile: Event<FileChangeEvent[]>;
  abstract watch(uri: Uri): Disposable;
  abstract stat(uri: Uri): FileStat | Promise<FileStat>;
  abstract readFile(uri: Uri): Uint8Array | Promise<Uint8Array>;

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}
