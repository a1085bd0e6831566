import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../packages.ts';
import { decode, encodeSmall, type Picture } from './png.ts';

/** The pictures that were looked at and found good. */
const folder = path.join(root, 'packages/elements/pictures');

/** The names of the accepted pictures, such as `role-picker/many.dark`. */
export function acceptedNames(): string[] {
  return globSync('**/*.png', { cwd: folder }).map((file) => file.slice(0, -'.png'.length));
}

export function acceptedPicture(name: string): Picture | undefined {
  try {
    return decode(readFileSync(fileOf(name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function accept(name: string, picture: Picture): void {
  mkdirSync(path.dirname(fileOf(name)), { recursive: true });
  writeFileSync(fileOf(name), encodeSmall(picture));
}

export function forget(name: string): void {
  rmSync(fileOf(name));
}

function fileOf(name: string): string {
  return path.join(folder, `${name}.png`);
}
