package store

import "context"

// SetNote keeps a small thing of the device, sealed like everything else: the screen that was open, a setting. nil removes it.
func (s *Store) SetNote(ctx context.Context, name string, value []byte) error {
	return s.write(ctx, "store.note", func(t *tx) error { return t.putMeta("note/"+name, value) })
}

// Note returns what SetNote kept, or nil.
func (s *Store) Note(ctx context.Context, name string) ([]byte, error) {
	const op = "store.note"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock() // the writer's connection is borrowed
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	plain, _, err := s.readMeta(s.disk, "note/"+name)
	return plain, explain(op, err)
}
