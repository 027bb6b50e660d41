package mail

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/disk"
)

// A Folder keeps messages as files that mail programs open, and sends them to nobody.
type Folder string

// Send writes the message as a file of its own, whole or not at all.
func (f Folder) Send(_ context.Context, m Message) error {
	raw, err := m.Bytes()
	if err != nil {
		return err
	}
	const said = "The mail could not be written to its folder."
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return assessments.Wrap(err, assessments.Unavailable, "mail.folder", said)
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, m.ID)
	if err := disk.Put(filepath.Join(string(f), name+".eml"), raw); err != nil {
		return assessments.Wrap(err, assessments.Unavailable, "mail.folder", said)
	}
	return nil
}
