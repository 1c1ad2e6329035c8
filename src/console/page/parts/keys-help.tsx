import { destinations } from '../lib/keys.js';
import { Dialog } from './dialog.js';

export function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div class="keys">
        <kbd>Ctrl K</kbd>
        <span>Find anything</span>
        <kbd>/</kbd>
        <span>Filter this view</span>
        <kbd>?</kbd>
        <span>This list</span>
        <kbd>Esc</kbd>
        <span>Close</span>
        {destinations.map(({ key, name }) => (
          <>
            <kbd key={key}>g {key}</kbd>
            <span>{name}</span>
          </>
        ))}
      </div>
    </Dialog>
  );
}
