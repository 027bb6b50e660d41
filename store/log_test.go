package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// A bit that turns over in the log must not make saved words vanish without a sentence; a log that a power cut ended, wherever,
// is no damage.
func TestLog_TellsDamageFromAPowerCut(t *testing.T) {
	dir := t.TempDir()
	cfg := testConfig(dir)
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	log := filepath.Join(dir, fileName+"-wal")
	var ends []int // how long the log was after each save
	for i := range 8 {
		apply(t, s, noteEdit(rid(10+i), rid(1), fmt.Sprint("note ", i)))
		info, err := os.Stat(log)
		check(t, err)
		ends = append(ends, int(info.Size()))
	}
	file, err := os.ReadFile(cfg.path())
	check(t, err)
	whole, err := os.ReadFile(log)
	check(t, err)
	check(t, s.Close())

	// as is a store of its own with this log, as a power cut would leave it.
	as := func(wal []byte) Config {
		c := testConfig(t.TempDir())
		check(t, os.WriteFile(c.path(), file, 0o600))
		check(t, os.WriteFile(c.path()+"-wal", wal, 0o600))
		return c
	}
	notes := func(s *Store) (n int) {
		for i := range 8 {
			if _, err := s.Record(t.Context(), rid(10+i)); err == nil {
				n++
			}
		}
		return n
	}
	last := ends[len(ends)-2]
	for what, wal := range map[string][]byte{
		"whole":                   whole,
		"cut in the last save":    whole[:last+(len(whole)-last)/2],
		"cut in the third":        whole[:ends[2]-100],
		"last save not all there": append(append(bytes.Clone(whole[:last+logFrame]), make([]byte, 4096)...), whole[last+logFrame+4096:]...),
		"zeros behind it":         append(bytes.Clone(whole), make([]byte, 50_000)...),
	} {
		s, err := Open(t.Context(), as(wal), passphrase)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if n := notes(s); what == "whole" && n != 8 || n < 2 {
			t.Errorf("%s: %d notes", what, n)
		}
		check(t, s.Close())
	}
	for _, at := range []int{3, 17, 30, logHeader + 2, logHeader + 9, logHeader + 18, ends[1] + 40, ends[3] + 900, last - 60} {
		bad := bytes.Clone(whole)
		bad[at] ^= 4
		c := as(bad)
		_, err := Open(t.Context(), c, passphrase)
		if assessments.KindOf(err) != assessments.Damaged {
			t.Errorf("byte %d of %d turned over: %v", at, len(whole), err)
			continue
		}
		kept, err := filepath.Glob(filepath.Join(c.Dir, "damaged-*", fileName+"-wal"))
		if len(kept) != 1 || err != nil {
			t.Errorf("byte %d: the damaged log was put aside as %v (%v)", at, kept, err)
		}
		if _, err = Open(t.Context(), c, passphrase); assessments.KindOf(err) != assessments.Damaged {
			t.Errorf("byte %d: the second time it opens as if nothing had been: %v", at, err)
		}
		if ro, err := OpenReadOnly(t.Context(), c, passphrase); err == nil { // a log without its beginning may leave no keys
			check(t, ro.Close())
		}
	}
}
