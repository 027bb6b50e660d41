package storage

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what this screen reads and changes.
type Store interface {
	Dir() string
	BlobStatus(ctx context.Context) (store.BlobStatus, error)
	Status(ctx context.Context) (store.Status, error)
	Leaving(ctx context.Context) ([]store.Leaving, error)
	LetGo(ctx context.Context, scope assessments.Scope) (bool, error)
	PicturesOnMobile(ctx context.Context) (bool, error)
	SetPicturesOnMobile(ctx context.Context, yes bool) error
}

// Use is what the store takes, in bytes. Free is below zero where the system does not say.
type Use struct {
	Records  int64
	Pictures store.BlobStatus
	Unsent   int
	Free     int64
	Leaving  []store.Leaving
	Stays    bool // a practice caseload, of which nothing is ever sent
	OnMobile bool // pictures may travel over mobile data
}

// Read measures the store. It walks files, so it runs away from the screen.
func Read(ctx context.Context, s Store) (Use, error) {
	u := Use{Free: free(s.Dir())}
	all, err := bytesIn(s.Dir())
	if err != nil {
		return u, err
	}
	if u.Pictures, err = s.BlobStatus(ctx); err != nil {
		return u, err
	}
	u.Records = max(all-u.Pictures.HaveBytes-u.Pictures.PendingBytes, 0)
	st, err := s.Status(ctx)
	if err != nil {
		return u, err
	}
	u.Unsent, u.Stays = st.Unsent, session.Stays(ctx, s)
	if u.OnMobile, err = s.PicturesOnMobile(ctx); err != nil {
		return u, err
	}
	u.Leaving, err = s.Leaving(ctx)
	return u, err
}

// bytesIn adds up the files of a folder. A file that goes meanwhile counts as nothing.
func bytesIn(dir string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil && !os.IsNotExist(err) {
			return err
		}
		if d != nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				sum += info.Size()
			}
		}
		return nil
	})
	if err != nil {
		return 0, assessments.Wrap(err, assessments.Unavailable, "storage.read", "The folder of the store could not be measured. Everything in it is safe.")
	}
	return sum, nil
}

// Size is a number of bytes in words a person compares.
func Size(n int64) string {
	switch {
	case n < 0:
		return "not known"
	case n == 0:
		return "none"
	case n < 1000:
		return "less than 1 kB"
	case n < 1e6:
		return fmt.Sprintf("%d kB", n/1e3)
	case n < 1e7:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n < 1e9:
		return fmt.Sprintf("%d MB", n/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}

// A Line is one row of the list.
type Line struct {
	Icon, Title, Line, Size string
	Short                   bool // there is too little room
}

// little is how much free space is too little: a day of photos and a report.
const little = 500e6

// Lines are the rows: what is here, what waits, and what is free.
func Lines(u Use) []Line {
	p := u.Pictures
	out := []Line{
		{"file", "Records", "Notes, goals, plans, measurements, reports", Size(u.Records), false},
	}
	until, wait := " until sent", " that wait"
	if u.Stays {
		until, wait = "", ""
	} else {
		out = append(out, Line{"image", "Pictures", counted(p.Have, "picture that is", "pictures that are") + " on the service as well", Size(p.HaveBytes), false})
	}
	if p.Pending > 0 {
		out = append(out, Line{"clock", "Pictures" + wait, counted(p.Pending, "picture is", "pictures are") + " on this tablet alone" + until, Size(p.PendingBytes), false})
	}
	if u.Unsent > 0 {
		out = append(out, Line{"clock", "Changes" + wait, counted(u.Unsent, "change is", "changes are") + " on this tablet alone" + until, "", false})
	}
	if p.Missing > 0 && !u.Stays {
		out = append(out, Line{"download", "Pictures still to come", counted(p.Missing, "picture is", "pictures are") + " on the service, and fetched when you open it or at the next sync", Size(p.MissingBytes), false})
	}
	f := Line{"tablet", "Free on this tablet", "Fieldfare deletes nothing to make room", Size(u.Free), false}
	if u.Free >= 0 && u.Free < little {
		f.Short, f.Line = true, "Too little for a day of photos. Remove other things from the tablet; Fieldfare deletes nothing by itself"
	}
	return append(out, f)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// why is what keeps a hand-over here. Nothing of a practice caseload goes anywhere.
func why(l store.Leaving, stays bool) string {
	if !stays {
		return l.Why
	}
	return l.Name + " was handed to a colleague. In a practice caseload the records stay here"
}

// MayGo tells whether what was handed over can be let go now: nothing of it waits.
func MayGo(l store.Leaving) bool { return l.Unsent+l.Held+l.Quarantined+l.Pictures == 0 }
