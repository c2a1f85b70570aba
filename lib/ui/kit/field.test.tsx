// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { createAnnouncements } from './announcements.ts';
import { AnnouncingPage } from './announcer.tsx';
import { Field } from './field.tsx';
import { NumberRow } from './number-row.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

function Form({ complaint }: { complaint: string }) {
  return (
    <>
      <Field aria-label="Site" about={complaint === '' ? undefined : 'complaint'} />
      <p id="complaint">{complaint}</p>
    </>
  );
}

const described = () => screen.getByLabelText('Site').getAttribute('aria-describedby');

it('UI-97 a field without the focus is described at once by what is wrong with it', () => {
  const { rerender } = render(<Form complaint="" />);
  expect(described()).toBeNull();
  rerender(<Form complaint="Enter a site." />);
  expect(described()).toBe('complaint');
  rerender(<Form complaint="" />);
  expect(described()).toBeNull();
});

it('UI-153 a field that has the focus gets a new description when it loses it', () => {
  const { rerender } = render(<Form complaint="" />);
  const field = screen.getByLabelText('Site');
  field.focus();
  rerender(<Form complaint="Enter a site." />);
  expect(described()).toBeNull();
  field.blur();
  expect(described()).toBe('complaint');
  // It is read out when the focus comes back, and stays while it says the same.
  field.focus();
  rerender(<Form complaint="Enter a site." />);
  expect(described()).toBe('complaint');
  rerender(<Form complaint="It is listed already." />);
  expect(described()).toBeNull();
});

it('UI-97 a number that is out of bounds is announced on Enter and when it is left', async () => {
  const announcements = createAnnouncements();
  render(
    <AnnouncingPage announcements={announcements}>
      <NumberRow label="Goal" hint="0 is none" complaint="0 to 9." value={1} most={9} onChange={() => {}} />
    </AnnouncingPage>,
  );
  const field = screen.getByLabelText('Goal');
  const said = () => announcements.take().map(({ text, isUrgent }) => [text, isUrgent]);
  field.focus();
  fireEvent.input(field, { target: { value: '10' } });
  expect(said()).toEqual([]);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(said()).toEqual([['0 to 9.', true]]);
  fireEvent.blur(field);
  expect(said()).toEqual([['0 to 9.', true]]);
  fireEvent.input(field, { target: { value: '9' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(said()).toEqual([]);
});
