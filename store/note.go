package store

import "context"

// SetNote keeps a small thing of the device, sealed like everything else: the screen that was open, a setting. nil removes it.
func (s *Store) SetNote(ctx context.Context, name string, value []byte) error {
	return s.write(ctx, "store.note", func(t *tx) error { return t.putMeta("note/"+name, value) })
}

// Note returns what SetNote kept, or nil.
func (s *Store) Note(ctx context.Context, name string) ([]byte, error) {
	return s.meta(ctx, "store.note", "note/"+name)
}

// meta reads a row of meta, or nil where there is none.
func (s *Store) meta(ctx context.Context, op, name string) ([]byte, error) {
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock() // the writer's connection is borrowed
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	plain, _, err := s.readMeta(s.disk, name)
	return plain, explain(op, err)
}
