package arch

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

var link = regexp.MustCompile(`\]\(([^)\s#]+)(?:#[^)]*)?\)`)

// pictures is the folder that `make pictures` draws: before it has ever run, links into it lead nowhere yet.
const pictures = "docs/pictures"

// Links checks that every relative link in README, CONTRIBUTING and docs leads to a file that is there.
func Links(t *Tree) ([]Breach, error) {
	var out []Breach
	_, err := fs.Stat(t.FS, pictures)
	drawn := err == nil
	err = fs.WalkDir(t.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return t.enter(name)
		}
		if !strings.HasSuffix(name, ".md") || (path.Dir(name) != "." && !within(name, "docs")) {
			return nil
		}
		text, err := fs.ReadFile(t.FS, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			target := path.Join(path.Dir(name), m[1])
			if strings.Contains(m[1], ":") || (!drawn && within(target, pictures)) {
				continue
			}
			if _, err := fs.Stat(t.FS, target); err != nil {
				out = append(out, Breach{name, "links to " + m[1] + ", which is not there"})
			}
		}
		return nil
	})
	return out, err
}
