/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed.
 */
import './layouts.ts';
import { EposUserMenu } from '../user-menu/user-menu.ts';

export const elements = { 'epos-user-menu': EposUserMenu };
