// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { openOptions } from './testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

it('LANG-1 chooses the language, or the browser’s', () => {
  const { around } = openOptions();
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Language' });
  expect(choice.selectedOptions[0]?.textContent).toBe('As the browser');
  fireEvent.change(choice, { target: { value: 'pt_BR' } });
  expect(around.language.choose).toHaveBeenLastCalledWith('pt_BR');
  fireEvent.change(choice, { target: { value: '' } });
  expect(around.language.choose).toHaveBeenLastCalledWith(null);
});

it('UI-19 chooses the colours', () => {
  const { around } = openOptions();
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(around.setTheme).toHaveBeenCalledWith('dark');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true);
});
