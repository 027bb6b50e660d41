package photo

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Found picture is a file in the folder where the camera puts them.
type Found struct {
	Path string // within the folder
	Name string
	At   time.Time
}

// What is looked at before a list is given up: a folder of a whole life's pictures must not keep a therapist waiting.
const (
	deepest  = 3
	mostSeen = 20000
	mostFile = 64 << 20 // bytes of a photo before it is made small; 50 megapixels are some 25 MB
)

// Recent lists the newest pictures of a folder and the folders in it. A folder that cannot be read has none.
func Recent(folder fs.FS, most int) []Found {
	var out []Found
	seen := 0
	_ = fs.WalkDir(folder, ".", func(p string, e fs.DirEntry, err error) error {
		if seen++; seen > mostSeen {
			return fs.SkipAll
		}
		if err != nil || e.IsDir() {
			if err != nil || p != "." && (strings.HasPrefix(e.Name(), ".") || strings.Count(p, "/") >= deepest) {
				return fs.SkipDir
			}
			return nil
		}
		if !isPicture(e.Name()) {
			return nil
		}
		if info, err := e.Info(); err == nil && info.Size() > 0 {
			out = append(out, Found{Path: p, Name: e.Name(), At: info.ModTime()})
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Found) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(a.Path, b.Path)
	})
	return out[:min(most, len(out))]
}

// isPicture goes by the name; what is in the file decides when it is taken.
func isPicture(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif"}, strings.ToLower(path.Ext(name)))
}

// When is the time of a found picture in a few words.
func (f Found) When(today assessments.Date) string {
	t := f.At.In(session.London)
	if assessments.NewDate(t) == today {
		return "Today, " + t.Format("15:04")
	}
	return t.Format("2 January 2006, 15:04")
}

// ReadFile takes a picture's file into memory, up to a limit.
func ReadFile(r io.Reader) ([]byte, error) {
	const op = "photo.read"
	data, err := io.ReadAll(io.LimitReader(r, mostFile+1))
	switch {
	case err != nil:
		return nil, assessments.Wrap(err, assessments.Unavailable, op, "The file could not be read to its end. Nothing was changed; add it again.")
	case len(data) > mostFile:
		return nil, assessments.Errorf(assessments.TooLarge, op, "This file is larger than %d MB. Save a smaller copy as JPEG, then add that.", mostFile>>20)
	}
	return data, nil
}
